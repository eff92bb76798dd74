using System.Globalization;

namespace LatencyEngine.Venues.Lobster;

/// <summary>
/// What the name of a LOBSTER file says, such as <c>GOOG_2012-06-21_34200000_57600000_message_10.csv</c>: symbol,
/// date, first and last millisecond, what it holds, and the levels of its window.
/// </summary>
internal sealed record LobsterFileName(string Symbol, DateOnly Date, string Content, int Levels)
{
    public const string Message = "message";
    public const string OrderBook = "orderbook";
    public const int LevelsMax = 500;

    private const string Extension = ".csv";
    private const int PartsMin = 6;

    public static bool Is(string content, string name) => Parse(name) is { } file && file.Content == content;

    /// <returns><c>null</c> when the name is of another kind.</returns>
    public static LobsterFileName? Parse(string name)
    {
        if (!name.EndsWith(Extension, StringComparison.OrdinalIgnoreCase)) return null;
        var parts = Path.GetFileName(name)[..^Extension.Length].Split('_');
        if (parts.Length < PartsMin || parts[^2] is not (Message or OrderBook)) return null;
        if (!int.TryParse(parts[^1], NumberStyles.None, CultureInfo.InvariantCulture, out var levels)) return null;
        if (levels is < 1 or > LevelsMax) return null;
        if (!DateOnly.TryParseExact(
            parts[^5], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)) return null;
        return new LobsterFileName(string.Join('_', parts[..^5]), date, parts[^2], levels);
    }
}
