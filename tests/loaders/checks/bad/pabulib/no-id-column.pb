META
key;value
unit;Duinstad
date_begin;2024
PROJECTS
name;category
Podium;cultuur
