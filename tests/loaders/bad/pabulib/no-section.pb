unit;Duinstad
