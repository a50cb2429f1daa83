"""Songs whose every beat, chord and line is known, because they are made here."""
