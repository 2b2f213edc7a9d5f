"""Other people's files: read, validated, compared, loaded and reported.

In: files. Out: a graph that holds what they state, or a list of what is wrong with them. Imports graph only.

apply        Compares what is staged with the graph, and writes the difference
atomic_file  Files that are there whole or not at all, and that nobody else may read
checks       What has to hold before anything is written; what does not is refused
export       Writes the whole graph as a file that `snijvlak load --format jsonl` reads: the same bytes for the same graph
faults       Faults: what is wrong with data, and where in which file
formats      One module or folder a format: from a file to what its rows state
input        The files of a load, as people's machines make them
load         Loads files into the graph: read and validated to the last row, held against the graph, and only then written
options      The options of a load: what its caller said about the files, and about what is wrong, disputed or gone
person_keys  Keys of people whom a source gives no identifier, or one that holds their name: nobody learns a name from a key
progress     Shows how far a load is: a bar with rows a second and the time left on a terminal, plain lines now and then in a log
records      What passes between the steps of a load: entries and their rows (untrusted), in blocks or one by one, and formats
staging      The first pass: every entry validated and kept in a temporary file
text         Text of files as a reader sees it: letters with their accents in one piece (NFC), and nothing that cannot be seen
"""
