using LatencyEngine.Domain;
using LatencyEngine.Host.Text;
using LatencyEngine.Runtime.Metrics;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace LatencyEngine.Host.Engine;

/// <summary>
/// What is seen while a session runs: a view that is redrawn in place on a terminal, a plain line now and then
/// elsewhere. The control thread; owns what it showed last.
/// </summary>
internal sealed class SessionView(EngineSession session)
{
    private const int NoticesShown = 4;
    private static readonly TimeSpan PlainInterval = TimeSpan.FromSeconds(2);

    private long _lastInputs;
    private TimeSpan _lastAt;
    private TimeSpan _lastLineAt;
    private double _inputsPerSecond;

    /// <summary>Takes the rates since the last look.</summary>
    public void Look()
    {
        var inputs = session.Published;
        var at = session.Elapsed;
        if (at <= _lastAt) return;
        _inputsPerSecond = (inputs - _lastInputs) / (at - _lastAt).TotalSeconds;
        (_lastInputs, _lastAt) = (inputs, at);
    }

    /// <summary>A line when it is time for one.</summary>
    public void WriteLineWhenDue()
    {
        if (session.Elapsed - _lastLineAt < PlainInterval) return;
        _lastLineAt = session.Elapsed;
        Console.Out.WriteLine(
            $"{session.Elapsed.TotalSeconds,6:N1} s  {Amounts.Count(session.Published),14} inputs  "
            + $"{Amounts.Count((long)_inputsPerSecond),12}/s  {Amounts.Count(session.Tally.CountOf(OrderFilled.TemplateId)),9} fills  "
            + $"net {ProfitTable.NetText(session.Pipeline.Stages, session.Configuration)}  p99 {Percentile(99)}");
    }

    /// <summary>The whole picture.</summary>
    public IRenderable Draw()
    {
        var title = session.IsSimulated ? "LatencyEngine: a SIMULATED market" : "LatencyEngine";
        var profit = ProfitTable.Draw(session.Pipeline.Stages, session.Configuration);
        return new Panel(new Rows(Rates(), profit, Notices())).Header(title).Expand();
    }

    private Grid Rates()
    {
        var tally = session.Tally;
        var grid = new Grid().AddColumns(4);
        grid.AddRow("time", $"{session.Elapsed.TotalSeconds:N1} s", "tick to order p50", Percentile(50));
        grid.AddRow("inputs", Amounts.Count(session.Published), "p99", Percentile(99));
        grid.AddRow("inputs/s", Amounts.Count((long)_inputsPerSecond), "p99.9", Percentile(99.9));
        grid.AddRow("outputs", Amounts.Count(tally.Count), "max", DurationText.Of(tally.TickToOrder.Max));
        grid.AddRow(
            "orders", Amounts.Count(tally.CountOf(OrderAccepted.TemplateId)), "live",
            Amounts.Count(session.Pipeline.Stages.Orders.LiveCount));
        grid.AddRow(
            "fills", Amounts.Count(tally.CountOf(OrderFilled.TemplateId)), "rejected",
            Amounts.Count(tally.CountOf(OrderRejected.TemplateId)));
        grid.AddRow("risk", RiskText(), "alerts", Amounts.Count(tally.CountOf(AlertRaised.TemplateId)));
        return grid;
    }

    // The engine's state, and every account and strategy that is not as it should be.
    private string RiskText()
    {
        var risk = session.Pipeline.Stages.Risk;
        List<string> states = [risk.StateOf(ScopeKind.Engine, 0).ToString()];
        foreach (var account in session.Configuration.Accounts)
            if (risk.StateOf(ScopeKind.Account, account.Id) is var state and not TradingState.Active)
                states.Add($"account {account.Id} {state}");
        foreach (var strategy in session.Configuration.Strategies)
            if (risk.StateOf(ScopeKind.Strategy, strategy.Id) is var state and not TradingState.Active)
                states.Add($"strategy {strategy.Id} {state}");
        return string.Join(", ", states);
    }

    private Rows Notices()
    {
        var lines = session.Tally.Notices.Last(NoticesShown);
        return new Rows(lines.Select(notice => new Spectre.Console.Text(notice.ToString()).Overflow(Overflow.Ellipsis)));
    }

    private string Percentile(double percentile) =>
        session.Tally.TickToOrder.Count == 0 ? "-" : DurationText.Of(session.Tally.TickToOrder.ValueAtPercentile(percentile));
}
