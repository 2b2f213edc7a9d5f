META
key;value
unit;Duinstad
date_begin;2024
PROJECTS
project_id;name;category
1;Podium;cultuur
2;Bank
