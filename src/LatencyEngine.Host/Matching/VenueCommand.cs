using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using LatencyEngine.Backtest.VenueQueues;
using LatencyEngine.Domain;
using LatencyEngine.Host.Configuration.Verbs;
using LatencyEngine.Host.Text;
using LatencyEngine.Venues.Databento;
using LatencyEngine.Venues.Feeds;
using LatencyEngine.Venues.Lobster;

namespace LatencyEngine.Host.Matching;

/// <summary><c>matching venue</c>: rebuilds recorded books order by order and tells whom the venue's executions hit.</summary>
internal static class VenueCommand
{
    private const long Cent = 10_000_000;

    public static Command Create()
    {
        var files = new Argument<FileInfo[]>("files")
        {
            Description = "LOBSTER recordings (.zip) or market-by-order files as Databento writes them (.csv, .csv.gz).",
            HelpName = "FILE",
            Arity = ArgumentArity.OneOrMore,
        };
        var tick = new Option<decimal>("--tick") { Description = "The venue's tick.", DefaultValueFactory = _ => 0.01m };
        var json = new Option<bool>("--json") { Description = "Print the figures as JSON." };
        var command = new Command("venue", "Rebuild a venue's queues in the core: do its executions hit the order that stands first?")
        {
            files, tick, json,
        };
        MatchingVerb.SetAction(command, (parse, output) =>
        {
            var tickSize = (long)(parse.GetValue(tick) * 100 * Cent);
            if (tickSize <= 0)
            {
                parse.InvocationConfiguration.Error.WriteLine("error: --tick must be above 0.");
                return ExitCode.Usage;
            }

            var figures = parse.GetRequiredValue(files).Select(file => (file.Name, FiguresOf(file.FullName, tickSize))).ToList();
            if (parse.GetValue(json)) WriteJson(figures, output);
            else Write(figures, output);
            return ExitCode.Success;
        });
        return command;
    }

    private static VenueQueueFigures FiguresOf(string path, long tickSize)
    {
        var figures = new VenueQueueFigures();
        using var book = new VenueQueueBook(figures);
        if (path.EndsWith(".zip", StringComparison.OrdinalIgnoreCase)) ReplayLobster(path, tickSize, book);
        else ReplayOrders(path, tickSize, book);
        return figures;
    }

    private static void ReplayLobster(string path, long tickSize, VenueQueueBook book)
    {
        if (LobsterFeed.SymbolIn(path) is not { } symbol)
            throw new FeedFormatException(path, 0, "expected a zip with a LOBSTER message file and an order book file");
        var terms = new InstrumentTerms { Id = 1, Symbol = symbol, TickSize = tickSize, MarketModel = MarketModel.OrderByOrder };
        using var feed = new LobsterFeed(path, terms, feedId: 1);
        var replay = new VenueQueueReplay(feed, terms, book);
        while (replay.Step())
        {
            // Until the recording is over.
        }
    }

    private static void ReplayOrders(string path, long tickSize, VenueQueueBook book)
    {
        using var reader = new MboReader(path);
        var replay = new MboReplay(reader, tickSize, book);
        while (replay.Step())
        {
            // Until the recording is over.
        }
    }

    private static void Write(List<(string Name, VenueQueueFigures Figures)> all, TextWriter output)
    {
        var table = new TextTable(
            "recording", ">messages", ">executions", ">hit the first", ">behind unknown", ">out of turn", ">books equal");
        foreach (var (name, figures) in all)
            table.Add(
                name, Amounts.Count(figures.Messages), Amounts.Count(figures.Executions), Amounts.Count(figures.HitTheFirst),
                Amounts.Count(figures.HitTheFirstKnown), Amounts.Count(figures.OutOfTurn.Count), Share(figures));
        table.Write(output);
        foreach (var (name, figures) in all.Where(entry => entry.Figures.OutOfTurn.Count > 0))
            output.WriteLine($"{name}: out of turn in rows {string.Join(", ", figures.OutOfTurn)}, from 0.");
        output.WriteLine("Behind unknown: the first known order, after lots from before the recording or from outside its window.");
    }

    private static string Share(VenueQueueFigures figures) => figures.BooksCompared == 0
        ? "-"
        : string.Create(CultureInfo.InvariantCulture, $"{Amounts.Count(figures.BooksEqual)} of {Amounts.Count(figures.BooksCompared)}");

    private static void WriteJson(List<(string Name, VenueQueueFigures Figures)> all, TextWriter output)
    {
        var list = new JsonArray([.. all.Select(entry => new JsonObject
        {
            ["recording"] = entry.Name,
            ["messages"] = entry.Figures.Messages,
            ["executions"] = entry.Figures.Executions,
            ["hitTheFirst"] = entry.Figures.HitTheFirst,
            ["behindUnknownLots"] = entry.Figures.HitTheFirstKnown,
            ["outOfTurn"] = new JsonArray([.. entry.Figures.OutOfTurn.Select(row => JsonValue.Create(row))]),
            ["notAtTheBest"] = entry.Figures.NotAtTheBest,
            ["crossing"] = entry.Figures.Crossing,
            ["booksEqual"] = entry.Figures.BooksEqual,
            ["booksCompared"] = entry.Figures.BooksCompared,
        })]);
        output.WriteLine(list.ToJsonString(JsonOutput.Readable));
    }
}
