using LatencyEngine.Backtest.OrderFiles.Scenarios;
using LatencyEngine.TestKit;

namespace LatencyEngine.Tests.Backtest.OrderFiles.Scenarios;

/// <summary>One scenario as its line, which tests change.</summary>
internal static class SmallScenario
{
    /// <summary>Two of A's and B's sales, of which C buys all of the first and a part of the second.</summary>
    public const string Line =
        """
        {"id":"T1","title":"A buy","config":{"stp":"none","last":9},"commands":[
        {"op":"new","id":0,"type":"limit","side":"S","px":10,"qty":5,"tif":"GTC","user":"A"},
        {"op":"new","id":2,"type":"limit","side":"S","px":11,"qty":5,"tif":"GTC","user":"B"},
        {"op":"new","id":3,"type":"market","side":"B","qty":7,"tif":"IOC","user":"C"},
        {"op":"new","id":4,"type":"stop","side":"B","stop":20,"qty":1,"tif":"GTC"},
        {"op":"cancel","id":2,"user":"A"}],
        "expect":{"trades":[{"cmd":3,"maker":0,"taker":3,"px":10,"qty":5},{"cmd":3,"maker":2,"taker":3,"px":11,"qty":2}],
        "cancels":[],"rejects":[{"cmd":5,"id":2,"reason":"not-owner"}],"book":{"bids":[],"asks":[[11,[[2,3]]]]},"stops":[4]}}
        """;

    public static IReadOnlyList<Scenario> Read(string text)
    {
        using var folder = new TemporaryFolder();
        return ScenarioFile.Read(folder.Write("a.jsonl", text.ReplaceLineEndings("")));
    }

    /// <summary>The line with one text in it replaced, which must be there.</summary>
    public static string With(string old, string changed)
    {
        Assert.Contains(old, Line, StringComparison.Ordinal);
        return Line.Replace(old, changed, StringComparison.Ordinal);
    }

    /// <summary>A scenario of these commands and this outcome.</summary>
    public static Scenario Of(string commands, string expected, string mode = "none") => Read(
        $$$"""{"id":"T","title":"t","config":{"stp":"{{{mode}}}"},"commands":[{{{commands}}}],"expect":{ {{{expected}}} } }""")[0];
}
