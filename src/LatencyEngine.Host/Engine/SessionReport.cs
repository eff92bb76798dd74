using System.Text;
using LatencyEngine.Domain;
using LatencyEngine.Host.Text;
using LatencyEngine.Runtime.Metrics;
using LatencyEngine.Trading.Portfolio;

namespace LatencyEngine.Host.Engine;

/// <summary>Tells people what a session came to: tables, a plot, and the hash that says whether two are alike. Cold.</summary>
internal sealed class SessionReport(SessionResult result, TextWriter output)
{
    private const int PositionsShown = 10;

    private EngineSession Session => result.Session;

    public void Write()
    {
        WriteHead();
        WriteJournal();
        WriteStreams();
        WriteFeeds();
        WriteOrders();
        WriteReasons();
        WriteAlerts();
        WriteProfit();
        WritePositions();
        WriteLedger();
        WriteLatency();
        WriteEnd();
    }

    private void WriteHead()
    {
        output.WriteLine();
        if (Session.IsSimulated) output.WriteLine("The market was SIMULATED.");
        var seconds = result.Nanos / 1e9;
        output.WriteLine(
            $"{Amounts.Count(result.Inputs)} inputs and {Amounts.Count(Session.Tally.Count)} outputs in {seconds:N2} s, "
            + $"{Amounts.Count((long)result.InputsPerSecond)} inputs/s, {Session.Configuration.Pipeline.Layout} layout.");
        output.WriteLine(
            $"First tick {Session.Stamps.StartToFirstTick.TotalMilliseconds:N0} ms after the start of the process; "
            + $"{Environment.WorkingSet >> 20:N0} MiB resident; {Amounts.Count(Session.Instruments.Count)} instruments.");
    }

    private void WriteJournal()
    {
        if (Session.Journal is not { } journal) return;
        foreach (var notice in journal.Notices) output.WriteLine($"Journal: {notice}.");
        output.WriteLine(
            $"Journal: session {journal.Head.SessionId}, {Amounts.Count(journal.DurableSequence - journal.Head.FirstSequence + 1)} "
            + $"records, {Session.Configuration.Journal.Durability} durability, in {Session.Configuration.Journal.Folder}");
        if (journal.VerifiedSequence is { } verified)
            output.WriteLine($"Shadow: executed again and compared up to record {Amounts.Count(verified)}");
        if (journal.Alarm is { } alarm) output.WriteLine($"ALARM: {alarm}");
        output.WriteLine($"Event store: {journal.DescribeStore()}");
    }

    private void WriteStreams()
    {
        if (Session.Streams is not { } streams) return;
        var publisher = streams.Publisher;
        output.WriteLine(
            $"Streams: {Amounts.Count(publisher.Events.Sent)} events, {Amounts.Count(publisher.Market?.Sent ?? 0)} updates, "
            + $"{Amounts.Count(publisher.Conflated.Sent)} conflated and {Amounts.Count(publisher.SnapshotsCompleted)} snapshots "
            + $"sent to {streams.Receivers} listening now, on {streams.Channel}");
    }

    private void WriteFeeds()
    {
        var table = new TextTable("feed", ">messages", ">events", ">gaps", ">moved in time");
        foreach (var feed in Session.Feeds)
        {
            var progress = feed.Progress;
            table.Add(
                feed.Name, Amounts.Count(progress.SourceMessages), Amounts.Count(progress.Events),
                Amounts.Count(progress.Gaps), Amounts.Count(progress.Reordered));
        }

        Write("Feeds", table);
    }

    private void WriteOrders()
    {
        var tally = Session.Tally;
        var table = new TextTable("orders", ">count");
        table.Add("accepted", Amounts.Count(tally.CountOf(OrderAccepted.TemplateId)));
        table.Add("replaced", Amounts.Count(tally.CountOf(OrderReplaced.TemplateId)));
        table.Add("fills", Amounts.Count(tally.CountOf(OrderFilled.TemplateId)));
        table.Add("canceled", Amounts.Count(tally.CountOf(OrderCanceled.TemplateId)));
        table.Add("expired", Amounts.Count(tally.CountOf(OrderExpired.TemplateId)));
        table.Add("rejected", Amounts.Count(tally.CountOf(OrderRejected.TemplateId)));
        Write("Orders", table);
        output.WriteLine($"Resting orders fill {HowTheyFill()}.");
    }

    // What the figures rest on: whoever reads them must know the model.
    private string HowTheyFill() => string.Join("; ", Session.Instruments
        .GroupBy(instrument => (instrument.Terms.MarketModel, instrument.Terms.FillModel))
        .OrderBy(group => group.Key)
        .Select(group => $"{Place(group.Key.MarketModel, group.Key.FillModel)} ({Amounts.Count(group.Count())})"));

    private static string Place(MarketModel market, FillModel fill) => market switch
    {
        MarketModel.OrderByOrder => "in the venue's own queue of orders",
        MarketModel.Depth => $"on levels by {(fill is FillModel.Touch or FillModel.Through ? FillModel.Queue : fill)}",
        _ => $"on quotes by {fill}",
    };

    private void WriteReasons()
    {
        var table = new TextTable("reason", ">count");
        foreach (var reason in Enum.GetValues<RejectReason>())
            if (Session.Tally.Rejections(reason) is var count and > 0) table.Add($"rejected: {reason}", Amounts.Count(count));
        foreach (var reason in Enum.GetValues<CancelReason>())
            if (Session.Tally.Cancellations(reason) is var count and > 0) table.Add($"canceled: {reason}", Amounts.Count(count));
        Write("Why orders did not trade", table);
    }

    private void WriteAlerts()
    {
        var table = new TextTable("alert", ">count");
        foreach (var kind in Enum.GetValues<AlertKind>())
            if (Session.Tally.Alerts(kind) is var count and > 0) table.Add($"{kind}", Amounts.Count(count));
        if (Session.Tally.CountOf(RiskBreached.TemplateId) is var breaches and > 0)
            table.Add("limits breached", Amounts.Count(breaches));
        Write("What was not as it should be", table);
    }

    private void WriteProfit()
    {
        var table = new TextTable("strategy", "currency", ">open", ">realized", ">unrealized", ">fees", ">net");
        foreach (var row in SessionFigures.OfStrategies(Session))
            table.Add(
                $"{row.StrategyId} {row.Name}", row.Currency == 0 ? "-" : new Currency(row.Currency).ToString(),
                Amounts.Count(row.OpenPositions), Amounts.Money(row.RealizedPnl), Amounts.Money(row.UnrealizedPnl),
                Amounts.Money(row.Fees), Amounts.Money(row.Net));
        Write("Profit and loss", table);
    }

    private void WritePositions()
    {
        var positions = Session.Pipeline.Stages.Positions;
        var open = new List<Position>();
        for (var i = 0; i < positions.Count; i++)
            if (positions[i].Lots != 0) open.Add(positions[i]);
        var table = new TextTable("position", "strategy", ">quantity", ">average", ">mark", ">unrealized", ">realized");
        foreach (var position in open.OrderByDescending(p => Math.Abs(p.Cost)).Take(PositionsShown)) Add(table, position);
        var title = open.Count > PositionsShown ? $"Positions: the {PositionsShown} largest of {open.Count}" : "Positions";
        Write(title, table);
    }

    private void Add(TextTable table, Position position)
    {
        ref readonly var instrument = ref Session.Pipeline.Stages.Instruments[position.InstrumentId];
        table.Add(
            Encoding.ASCII.GetString(instrument.Definition.Symbol), $"{position.StrategyId}",
            Amounts.Quantity(position.Lots, instrument.Definition.LotExponent),
            Amounts.Price(SessionFigures.AveragePrice(in instrument, in position)),
            Amounts.Price(Session.Pipeline.Stages.Risk.MarkOf(position.InstrumentId)),
            Amounts.Money(SessionFigures.Unrealized(Session.Pipeline.Stages, in position)), Amounts.Money(position.RealizedPnl));
    }

    private void WriteLedger()
    {
        var table = new TextTable(
            ["wallet", "currency", .. SessionFigures.Accounts.Select(kind => $">{kind}"), ">sum"]);
        foreach (var wallet in SessionFigures.OfWallets(Session))
            table.Add([
                $"{wallet.AccountId} {wallet.Name}", new Currency(wallet.Currency).ToString(),
                .. wallet.Balances.Select(balance => Amounts.Money(balance)), Amounts.Money(wallet.Sum)]);
        Write("Ledger (what a wallet has is positive; where it came from is External)", table);
    }

    private void WriteLatency()
    {
        var latency = Session.Tally.TickToOrder;
        // As fast as possible, every input waits behind all others: how long says nothing of the engine.
        if (latency.Count == 0 || Session.Configuration.Pipeline.Speed == 0) return;
        output.WriteLine();
        output.WriteLine("From the input that caused an order to the order coming out, waiting in the rings included");
        PercentileTable.Write(output, ("tick to order", latency));
        PercentilePlot.Write(latency, output);
    }

    private void WriteEnd()
    {
        output.WriteLine();
        foreach (var seat in Session.Pipeline.Stages.Strategies.Seats)
            if (seat.Failure is { } failure)
                output.WriteLine($"Strategy {seat.StrategyId} was quarantined: {failure.GetType().Name}: {failure.Message}");
        if (result.FeedFailure is { } feed) output.WriteLine($"A feed ended early: {feed.Message}");
        if (result.Failure is { } pipeline) output.WriteLine($"The engine stopped: {pipeline}");
        if (result.WasInterrupted) output.WriteLine("Interrupted: the session was closed after what had come in.");
        if (result.Ended is not { } ended) return;
        // Of a session that goes on, the opening was in another process.
        var allocated = Amounts.Count(Session.Pipeline.Stages.Allocations.Bytes);
        if (Session.InputsBefore == 0) output.WriteLine($"{allocated} bytes allocated on the pinned threads after the opening");
        output.WriteLine($"outputs {ended.OutputHash:x16}  {(result.OutputsAgree ? "as written" : "NOT AS WRITTEN")}");
        output.WriteLine($"state   {ended.StateHash:x16}");
    }

    private void Write(string title, TextTable table)
    {
        if (table.IsEmpty) return;
        output.WriteLine();
        output.WriteLine(title);
        table.Write(output);
    }
}
