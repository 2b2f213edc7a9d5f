"""The seed: The Hague on 14 November 2017, as readable files that the native loader reads."""
