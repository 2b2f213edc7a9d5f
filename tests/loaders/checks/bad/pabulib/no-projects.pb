META
key;value
unit;Duinstad
