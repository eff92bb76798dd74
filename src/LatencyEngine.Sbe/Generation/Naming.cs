using System.Text;

namespace LatencyEngine.Sbe.Generation;

/// <summary>
/// Turns names of a schema into C# identifiers. Pure functions; clashes are the business of NameScope.
/// </summary>
internal static class Naming
{
    /// <summary>
    /// <c>seqNo</c> becomes <c>SeqNo</c>, <c>stop_px</c> and <c>STOP_PX</c> become <c>StopPx</c>, <c>FOK</c> stays.
    /// The answer is always an identifier and never a keyword, because keywords start with a small letter.
    /// </summary>
    public static string Pascal(string schemaName)
    {
        var result = new StringBuilder(schemaName.Length);
        var words = schemaName.Split(['_', '-', '.', ' ', ':', '/'], StringSplitOptions.RemoveEmptyEntries);
        foreach (var word in words) AppendWord(result, word, isOnly: words.Length == 1);
        if (result.Length == 0 || !char.IsLetter(result[0])) result.Insert(0, '_');
        return result.ToString();
    }

    /// <summary>
    /// The name of the private field behind a property: <c>SeqNo</c> becomes <c>_seqNo</c>.
    /// </summary>
    public static string Field(string property) =>
        "_" + char.ToLowerInvariant(property[0]) + property[1..];

    /// <summary>
    /// A dotted package becomes one word: <c>golden.trading</c> becomes <c>GoldenTrading</c>.
    /// </summary>
    public static string Package(string package) => Pascal(package);

    /// <summary>
    /// The inner name of a nested thing after its outer one, without saying a shared word twice:
    /// <c>InstrumentLot</c> and <c>LotKind</c> make <c>InstrumentLotKind</c>.
    /// </summary>
    public static string Join(string outer, string inner)
    {
        for (var start = 0; start < outer.Length; start++)
            if (char.IsUpper(outer[start]) && StartsWithWord(inner, outer[start..]))
                return outer[..start] + inner;
        return outer + inner;
    }

    private static void AppendWord(StringBuilder result, string word, bool isOnly)
    {
        var shouted = !isOnly && word.Length > 1 && !word.Any(char.IsLower);
        foreach (var (index, c) in word.Index())
        {
            if (!char.IsLetterOrDigit(c)) result.Append('_');
            else if (index == 0) result.Append(char.ToUpperInvariant(c));
            else result.Append(shouted ? char.ToLowerInvariant(c) : c);
        }
    }

    private static bool StartsWithWord(string text, string word) =>
        text.StartsWith(word, StringComparison.Ordinal)
        && text.Length > word.Length
        && !char.IsLower(text[word.Length]);
}
