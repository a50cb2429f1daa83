"""The figures by group; each module measures one side of the engine."""
