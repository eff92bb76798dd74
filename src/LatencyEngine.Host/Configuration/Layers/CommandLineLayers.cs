namespace LatencyEngine.Host.Configuration.Layers;

/// <summary>Values of <c>--set key=value</c>; the last of the same key counts. Pure.</summary>
public static class CommandLineLayers
{
    public const string Expected = "key=value, such as pipeline.layout=staged";

    public static bool IsAssignment(string text) => TrySplit(text, out _, out _);

    /// <summary>One layer for each assignment, in their order.</summary>
    public static List<Layer> Read(IEnumerable<string> assignments, ICollection<ConfigurationError> errors)
    {
        var layers = new List<Layer>();
        foreach (var text in assignments)
        {
            if (TrySplit(text, out var names, out var word))
                layers.Add(WordLayer.Of(names, word, Origin.CommandLine, errors));
            else
                errors.Add(new ConfigurationError(Origin.CommandLine, "", $"found '{text}'; expected {Expected}"));
        }
        return layers;
    }

    private static bool TrySplit(string text, out List<string> names, out string word)
    {
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        word = equals < 0 ? "" : text[(equals + 1)..];
        names = [];
        return equals > 0 && KeyPath.TrySplit(text[..equals], out names);
    }
}
