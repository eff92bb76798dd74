using System.Text.Json.Nodes;
using LatencyEngine.Host.Configuration.Verbs;
using LatencyEngine.Host.Text;

namespace LatencyEngine.Host.Replay.Comparison;

/// <summary>Two runs of one market side by side. Cold; immutable.</summary>
/// <param name="LeftOut">Commands of people that neither run was given.</param>
internal sealed record RunComparison(
    RecordedSession Recorded, RecordedSession Changed, IReadOnlyList<RunFigure> Before, IReadOnlyList<RunFigure> After,
    long LeftOut)
{
    private const string Mark = "*";
    private const int PositionsShown = 10;

    public void Write(TextWriter output)
    {
        output.WriteLine($"The market of session {Recorded.Head.SessionId}, as recorded and with changes");
        output.WriteLine();
        var settings = new TextTable("setting", "as recorded", "with changes");
        foreach (var (key, was, isNow) in Settings()) settings.Add(key, was, isNow);
        if (settings.IsEmpty) output.WriteLine("No setting has another value.");
        else settings.Write(output);
        output.WriteLine();
        var table = new TextTable("of", "figure", "currency", ">as recorded", ">with changes", ">change", "");
        foreach (var (figure, before, after) in Shown())
            table.Add(
                figure.Scope, figure.Name, figure.Currency, figure.TextOf(before), figure.TextOf(after),
                before == after ? "" : figure.TextOf(after - before), before == after ? "" : Mark);
        table.Write(output);
        output.WriteLine();
        output.WriteLine("Drawdown is looked at every second of event time. Of the positions, "
            + $"those that differ are shown, at most {PositionsShown} of a strategy; --json has all.");
        if (LeftOut > 0) output.WriteLine($"{Amounts.Count(LeftOut)} commands that came from outside are left out of both.");
    }

    public void WriteJson(TextWriter output) => output.WriteLine(new JsonObject
    {
        ["session"] = Recorded.Head.SessionId,
        ["commandsLeftOut"] = LeftOut,
        ["settings"] = new JsonArray([.. Settings().Select(setting => new JsonObject
        {
            ["key"] = setting.Key, ["recorded"] = setting.Was, ["changed"] = setting.IsNow,
        })]),
        ["figures"] = new JsonArray([.. Rows().Select(row => new JsonObject
        {
            ["of"] = row.Figure.Scope,
            ["figure"] = row.Figure.Name,
            ["currency"] = row.Figure.Currency.Length > 0 ? row.Figure.Currency : null,
            ["recorded"] = (long)row.Before,
            ["changed"] = (long)row.After,
        })]),
    }.ToJsonString(JsonOutput.Readable));

    /// <summary>The figures of both, in the order of the first; what only one has is 0 in the other.</summary>
    private IEnumerable<(RunFigure Figure, Int128 Before, Int128 After)> Rows()
    {
        var before = Before.ToLookup(figure => figure.Key, figure => figure.Value);
        var after = After.ToLookup(figure => figure.Key, figure => figure.Value);
        return Before.Concat(After).DistinctBy(figure => figure.Key)
            .OrderBy(figure => figure.Scope, StringComparer.Ordinal)
            .Select(figure => (figure, before[figure.Key].FirstOrDefault(), after[figure.Key].FirstOrDefault()));
    }

    /// <summary>Those that people want to see: of positions only the largest changes, behind everything else of a strategy.</summary>
    private IEnumerable<(RunFigure Figure, Int128 Before, Int128 After)> Shown() =>
        from scope in Rows().GroupBy(row => row.Figure.Scope)
        let positions = scope.Where(row => row.Figure.IsPosition && row.Before != row.After)
        from row in scope.Where(row => !row.Figure.IsPosition)
            .Concat(positions.OrderByDescending(row => Int128.Abs(row.After - row.Before)).Take(PositionsShown))
        select row;

    private IEnumerable<(string Key, string Was, string IsNow)> Settings()
    {
        var was = Recorded.Loaded.Settings.ToDictionary(setting => setting.Key, setting => setting.Text);
        var isNow = Changed.Loaded.Settings.ToDictionary(setting => setting.Key, setting => setting.Text);
        return from key in was.Keys.Union(isNow.Keys)
               let texts = (was.GetValueOrDefault(key, "-"), isNow.GetValueOrDefault(key, "-"))
               where texts.Item1 != texts.Item2
               select (key, texts.Item1, texts.Item2);
    }
}
