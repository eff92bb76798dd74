using LatencyEngine.Backtest.Replay;
using LatencyEngine.Domain;
using LatencyEngine.Domain.Events;
using LatencyEngine.Host.Engine;
using LatencyEngine.Host.Journal.Fields;
using LatencyEngine.Host.Text;
using LatencyEngine.Trading.Stages;
using Spectre.Console;

namespace LatencyEngine.Host.Replay;

/// <summary>
/// What is seen while a session is run again in its own time: a picture on a terminal, a line now and then elsewhere. The
/// thread of the replay; owns what was counted.
/// </summary>
internal sealed class ReplayView(VerifiedExecution execution, RecordedSession recorded, ReplayConsole console) : IDisposable
{
    private const string ClearScreen = "\e[H\e[J";

    private static readonly TimeSpan PictureInterval = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LineInterval = TimeSpan.FromSeconds(2);

    private readonly bool _isTerminal =
        console is { IsJson: false } && console.Output == Console.Out && !Console.IsOutputRedirected;

    private readonly long[] _counts = new long[MessageShapes.TemplateEnd];
    private TimeSpan _lastAt;
    private bool _isShown;

    private TradingStages Stages => execution.Stepper.Stages;

    /// <summary>Counts a record that was taken.</summary>
    public void Note(ref EngineEvent record)
    {
        if (record.TemplateId < _counts.Length) _counts[record.TemplateId]++;
    }

    public void ShowWhenDue(TimeSpan now)
    {
        if (now - _lastAt < (_isTerminal ? PictureInterval : LineInterval)) return;
        _lastAt = now;
        if (_isTerminal) ShowPicture(now);
        else WriteLine(now);
    }

    public void Dispose()
    {
        if (_isShown) ShowPicture(_lastAt);
    }

    private void ShowPicture(TimeSpan now)
    {
        _isShown = true;
        var grid = new Grid().AddColumns(4);
        grid.AddRow("time", NanoTime.Of(execution.LastInputNanos), "since", $"{now.TotalSeconds:N1} s");
        grid.AddRow("inputs", Amounts.Count(execution.Inputs.Total), "outputs, all identical", Amounts.Count(execution.OutputsCompared));
        grid.AddRow(
            "orders", Count(OrderAccepted.TemplateId), "live", Amounts.Count(Stages.Orders.LiveCount));
        grid.AddRow("fills", Count(OrderFilled.TemplateId), "rejected", Count(OrderRejected.TemplateId));
        var panel = new Panel(new Rows(grid, ProfitTable.Draw(Stages, recorded.Configuration)));
        console.Output.Write(ClearScreen);
        AnsiConsole.Write(panel.Header($"Replay of session {recorded.Head.SessionId}").Expand());
    }

    private void WriteLine(TimeSpan now) => console.Error.WriteLine(
        $"{now.TotalSeconds,6:N1} s  {NanoTime.Of(execution.LastInputNanos)}  {Amounts.Count(execution.Inputs.Total),14} inputs  "
        + $"{Count(OrderFilled.TemplateId),9} fills  net {ProfitTable.NetText(Stages, recorded.Configuration)}");

    private string Count(int templateId) => Amounts.Count(_counts[templateId]);
}
