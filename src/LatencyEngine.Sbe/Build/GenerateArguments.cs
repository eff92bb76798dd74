namespace LatencyEngine.Sbe.Build;

/// <summary>The command line of <c>generate</c>, parsed. Immutable.</summary>
internal sealed record GenerateArguments
{
    public const string Usage =
        "usage: generate --schema FILE --namespace NAME --out FOLDER [--stamp FILE] [--hot-path] [--dtos] [--obsolete]"
        + " [--events-of NAMESPACE]";

    /// <summary>The schema's file.</summary>
    public required string Schema { get; init; }

    /// <summary>The namespace of all generated types.</summary>
    public required string Namespace { get; init; }

    /// <summary>The folder that holds the generated files, and nothing else with their ending.</summary>
    public required string Out { get; init; }

    /// <summary>
    /// A file that is written last, and only when all went well. It lists every file that was read, so
    /// that the next build knows what to watch.
    /// </summary>
    public string? Stamp { get; init; }

    public bool HotPath { get; init; }

    public bool Dtos { get; init; }

    public bool Obsolete { get; init; }

    /// <summary>The namespace whose enums the records of events take, when nothing but records is wanted.</summary>
    public string? EventsOf { get; init; }

    /// <summary>The arguments after the verb; null, with the reason, when they are not understood.</summary>
    public static GenerateArguments? Parse(ReadOnlySpan<string> arguments, out string problem)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        var flags = new HashSet<string>(StringComparer.Ordinal);
        problem = Collect(arguments, values, flags);
        foreach (var needed in (string[])["--schema", "--namespace", "--out"])
            if (problem.Length == 0 && !values.ContainsKey(needed)) problem = $"{needed} is missing";
        if (problem.Length > 0) return null;
        return new GenerateArguments
        {
            Schema = values["--schema"],
            Namespace = values["--namespace"],
            Out = values["--out"],
            Stamp = values.GetValueOrDefault("--stamp"),
            HotPath = flags.Contains("--hot-path"),
            Dtos = flags.Contains("--dtos"),
            Obsolete = flags.Contains("--obsolete"),
            EventsOf = values.GetValueOrDefault("--events-of"),
        };
    }

    private static string Collect(
        ReadOnlySpan<string> arguments, Dictionary<string, string> values, HashSet<string> flags)
    {
        for (var i = 0; i < arguments.Length; i++)
        {
            var name = arguments[i];
            if (name is "--hot-path" or "--dtos" or "--obsolete") flags.Add(name);
            else if (name is not ("--schema" or "--namespace" or "--out" or "--stamp" or "--events-of")) return $"'{name}' is unknown";
            else if (++i == arguments.Length) return $"{name} needs a value";
            else if (!values.TryAdd(name, arguments[i])) return $"{name} is given twice";
        }

        return "";
    }
}
