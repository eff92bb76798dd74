namespace LatencyEngine.Host.Configuration.Layers;

/// <summary>
/// Values of variables such as <c>LATENCYENGINE__risk__engine__orderQuantityMax</c>: double underscores part the names,
/// upper and lower case are the same. Pure.
/// </summary>
public static class EnvironmentLayers
{
    public const string Prefix = "LATENCYENGINE__";

    private const string Separator = "__";

    /// <summary>One layer for each variable, in the order of their names, so that a list comes before what changes its
    /// elements.</summary>
    /// <param name="variables">All of the process; those without the prefix are not looked at.</param>
    public static List<Layer> Read(
        IEnumerable<KeyValuePair<string, string>> variables, ICollection<ConfigurationError> errors)
    {
        var layers = new List<Layer>();
        var seen = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in variables.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            if (!name.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase)) continue;
            var origin = new Origin(OriginKind.Environment, name);
            var names = name[Prefix.Length..].Split(Separator);
            if (names.Contains(""))
                errors.Add(new ConfigurationError(origin, "", $"found an empty name; expected {Prefix}section{Separator}key"));
            else if (seen.TryAdd(name, name)) layers.Add(WordLayer.Of(names, value, origin, errors));
            else errors.Add(new ConfigurationError(origin, "", $"is also given as {seen[name]}; expected it once"));
        }
        return layers;
    }
}
