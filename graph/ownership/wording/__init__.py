"""The answer in sentences, in Dutch and English.

In: an Ownership. Out: text for a colleague, for a resident, and for each step.

for_colleague      What a colleague is told: what, since when, why, and who should talk to whom
for_resident       What a resident is told: who picks it up, what happens now and which door to go to
message            Two or three plain sentences on an answer, fit to be read out on the phone: to a colleague, or to a resident
narrator           What every message starts from: an answer, a language, and the names of those in it
phrases            Words that sentences are made of: names after each other, days as people say them, in Dutch and English
step_sentences     The sentences that tell what the rule did, in Dutch and English
why_not_sentences  The sentences of why not: where a party was lost, and what would have to change
"""
