using System.Globalization;

namespace LatencyEngine.PerfTests.Harness;

/// <summary>What the command line asks for.</summary>
internal sealed record Options(
    IReadOnlyList<string> Suites, bool IsQuick, bool IsStrict, string? JsonPath, int[]? Cores)
{
    public const string Usage =
        "usage: LatencyEngine.PerfTests [ring] [sbe] [matching] [trading] [journal] [multicast] [allocations] "
        + "[all] [--quick] [--strict] [--json FILE] [--cores A,B]";

    private static readonly string[] AllSuites = ["ring", "sbe", "matching", "trading", "journal", "multicast", "allocations"];

    /// <summary>Answers <c>null</c> and the reason when the arguments are not understood.</summary>
    public static Options? TryParse(string[] arguments, out string error)
    {
        var options = new Options([], false, false, null, null);
        error = "";
        for (var i = 0; i < arguments.Length && error.Length == 0; i++)
        {
            var value = i + 1 < arguments.Length ? arguments[i + 1] : "";
            options = arguments[i] switch
            {
                "--quick" => options with { IsQuick = true },
                "--strict" => options with { IsStrict = true },
                "--json" when value.Length > 0 => options with { JsonPath = arguments[++i] },
                "--cores" when ParseCores(value) is { } cores => options with { Cores = Skip(cores, ref i) },
                "all" => options with { Suites = AllSuites },
                var suite when AllSuites.Contains(suite) =>
                    options with { Suites = [.. options.Suites, suite] },
                var unknown => Refuse(options, $"not understood: {unknown}", out error),
            };
        }
        if (error.Length == 0 && options.Suites.Count == 0) error = "no suite named";
        return error.Length == 0 ? options : null;
    }

    private static int[] Skip(int[] cores, ref int i)
    {
        i++;
        return cores;
    }

    private static Options Refuse(Options options, string reason, out string error)
    {
        error = reason;
        return options;
    }

    private static int[]? ParseCores(string text)
    {
        var parts = text.Split(',');
        if (parts.Length != 2) return null;
        var cores = new int[2];
        for (var i = 0; i < cores.Length; i++)
            if (!int.TryParse(parts[i], NumberStyles.None, CultureInfo.InvariantCulture, out cores[i]))
                return null;
        return cores[0] == cores[1] ? null : cores;
    }
}
