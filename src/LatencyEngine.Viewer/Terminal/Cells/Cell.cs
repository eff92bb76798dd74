namespace LatencyEngine.Viewer.Terminal.Cells;

/// <summary>One character of a screen and how it looks. A value.</summary>
public readonly record struct Cell(char Glyph, Ink Ink)
{
    public static readonly Cell Blank = new(' ', Ink.Plain);
}

/// <summary>What a piece of text means to its reader. Which color that is, or none at all, is the painter's to know.</summary>
[Flags]
public enum Ink : byte
{
    Plain = 0,

    /// <summary>Headings and what matters most.</summary>
    Strong = 1,

    /// <summary>Units, hints and what is old.</summary>
    Faint = 2,

    /// <summary>A price or profit that rose; buying.</summary>
    Gain = 3,

    /// <summary>A price or profit that fell; selling.</summary>
    Loss = 4,

    /// <summary>What should be looked at.</summary>
    Caution = 5,

    /// <summary>What must be looked at.</summary>
    Alarm = 6,

    /// <summary>Bars and other drawings.</summary>
    Drawing = 7,

    /// <summary>May be added to any of the others: the selected row, the status line.</summary>
    Inverse = 8,
}
