namespace LatencyEngine.Viewer.Terminal.Tables;

/// <summary>What rows are compared by: a number, or a text where numbers are the same, or where they stood. A value.</summary>
internal readonly record struct SortKey(Int128 Number, string? Text = null) : IComparable<SortKey>
{
    public int Tie { get; init; }

    /// <summary>Rows without a value come first, and last when reversed.</summary>
    public static readonly SortKey Missing = new(Int128.MinValue);

    public static SortKey Of(long? number) => number is { } known ? new SortKey(known) : Missing;

    public static SortKey Of(string text) => new(0, text);

    public int CompareTo(SortKey other)
    {
        if (Number != other.Number) return Number.CompareTo(other.Number);
        var words = string.CompareOrdinal(Text, other.Text);
        return words != 0 ? words : Tie.CompareTo(other.Tie);
    }
}
