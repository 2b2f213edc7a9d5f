META
key;value
unit;Duinstad
date_begin;2024
PROJECTS
project_id;name;category
;Podium;cultuur
