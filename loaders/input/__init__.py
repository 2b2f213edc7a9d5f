"""The files of a load, as people's machines make them.

In: paths, folders and archives. Out: files as text, each with a name for messages.

archives           Archives of other people: their members, when they ask for no more than they may
encoding           Which characters the bytes of a file stand for: UTF-8, with or without a byte order mark, or else Windows' cp1252
files              The files of a load: found in folders, taken out of archives, and decoded, without ever holding one whole in memory
located_documents  JSON and YAML documents as mappings and lists of text that know on which line of the file they stand
"""
