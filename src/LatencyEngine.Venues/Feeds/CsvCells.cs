namespace LatencyEngine.Venues.Feeds;

/// <summary>Takes the cells of one row of comma-separated values, left to right. A value on the stack.</summary>
/// <remarks>No quoted cells: none of the formats here has them.</remarks>
public ref struct CsvCells(ReadOnlySpan<byte> row)
{
    private const int SafeDigits = 18;

    private readonly ReadOnlySpan<byte> _row = row;
    private int _next;

    /// <summary>Cells taken so far.</summary>
    public int Count { get; private set; }

    /// <summary>Whether every cell was taken. An empty row has one, empty, cell.</summary>
    public readonly bool AtEnd => _next > _row.Length;

    public bool TryTake(out ReadOnlySpan<byte> cell)
    {
        cell = default;
        if (AtEnd) return false;
        var rest = _row[_next..];
        var length = rest.IndexOf((byte)',');
        if (length < 0) length = rest.Length;
        cell = rest[..length];
        _next += length + 1;
        Count++;
        return true;
    }

    /// <summary>Takes a whole number of up to 18 digits.</summary>
    public bool TryTakeWhole(out long value)
    {
        var row = _row;
        var i = _next;
        value = 0;
        var isNegative = i < row.Length && row[i] == '-';
        if (isNegative) i++;
        var first = i;
        for (; i < row.Length; i++)
        {
            var digit = (uint)row[i] - '0';
            if (digit > 9) break;
            value = (value * 10) + digit;
        }

        if (i == first || i - first > SafeDigits || (i < row.Length && row[i] != ',')) return false;
        if (isNegative) value = -value;
        _next = i + 1;
        Count++;
        return true;
    }

    /// <summary>Takes a number in units of 10^-<paramref name="decimals"/>, as <see cref="DecimalText"/>.</summary>
    public bool TryTakeDecimal(int decimals, out long value)
    {
        value = 0;
        return TryTake(out var cell) && DecimalText.TryParse(cell, decimals, out value);
    }
}
