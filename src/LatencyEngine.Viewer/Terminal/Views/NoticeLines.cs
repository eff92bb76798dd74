using LatencyEngine.Domain;
using LatencyEngine.Domain.Events;
using LatencyEngine.Viewer.Projection;
using LatencyEngine.Viewer.Terminal.Cells;

namespace LatencyEngine.Viewer.Terminal.Views;

/// <summary>The latest alerts and refusals in words, the newest first. The viewer's thread; owns the list of one frame.</summary>
internal sealed class NoticeLines
{
    private readonly List<(long Nanos, string Text, Ink Ink)> _lines = [];

    public void Draw(Frame frame, CellBuffer buffer, Region region)
    {
        if (region.IsEmpty) return;
        var notices = frame.View.Notices;
        _lines.Clear();
        Take(frame, notices.Alerts, region.Height);
        Take(frame, notices.Rejections, region.Height);
        Take(frame, notices.Answers, region.Height);
        _lines.Sort(static (left, right) => right.Nanos.CompareTo(left.Nanos));
        var (alerts, refusals, answers) = (notices.Alerts.Total, notices.Rejections.Total, notices.Answers.Total);
        Heading.Draw(buffer, region, $"Alerts ({alerts}), refusals ({refusals}), answers ({answers})");
        for (var line = 0; line < Math.Min(_lines.Count, region.Height - 1); line++)
        {
            var (nanos, text, ink) = _lines[line];
            var x = buffer.Write(region.X, region.Y + 1 + line, ScreenText.TimeOfDay(nanos) + " ", Ink.Faint);
            buffer.Write(x, region.Y + 1 + line, text, ink);
        }
    }

    private void Take(Frame frame, RecentList<EngineEvent> list, int most)
    {
        for (var age = 0; age < Math.Min(list.Count, most); age++)
        {
            var notice = list[age];
            var (text, ink) = Describe(frame, ref notice);
            _lines.Add((notice.TimestampNanos, text, ink));
        }
    }

    private static (string Text, Ink Ink) Describe(Frame frame, ref EngineEvent notice) => notice.TemplateId switch
    {
        AlertRaised.TemplateId => Describe(frame, in notice.As<AlertRaised>()),
        RiskBreached.TemplateId => Describe(frame, in notice.As<RiskBreached>()),
        OrderRejected.TemplateId => Describe(frame, in notice.As<OrderRejected>()),
        CommandRejected.TemplateId => Describe(in notice.As<CommandRejected>()),
        CommandAnswered.TemplateId => Describe(in notice.As<CommandAnswered>()),
        _ => (notice.ToString(), Ink.Plain),
    };

    private static (string Text, Ink Ink) Describe(Frame frame, in AlertRaised alert)
    {
        var about = alert.InstrumentId == 0 ? "" : $" {frame.SymbolOf(alert.InstrumentId)}";
        return ($"{alert.Severity}: {alert.AlertKind}{about} {alert.Detail} {alert.Detail2}", Inks.OfSeverity(alert.Severity));
    }

    private static (string Text, Ink Ink) Describe(Frame frame, in RiskBreached breach) =>
        ($"{breach.LimitKind} of {frame.ScopeOf(breach.ScopeKind, breach.ScopeId)}: "
            + $"{breach.Actual} where {breach.Limit} is allowed", Ink.Alarm);

    private static (string Text, Ink Ink) Describe(Frame frame, in OrderRejected rejected) =>
        ($"{OrderOf(frame, in rejected)} {frame.SymbolOf(rejected.InstrumentId)} refused: {rejected.RejectReason}", Ink.Caution);

    // What is refused at once never had a number.
    private static string OrderOf(Frame frame, in OrderRejected rejected) =>
        rejected.OrderId == 0 ? $"order of {frame.View.Strategies.NameOf(rejected.StrategyId)}" : $"order {rejected.OrderId}";

    private static (string Text, Ink Ink) Describe(in CommandRejected rejected) =>
        ($"{NameOf(rejected.CommandTemplateId)} refused: {rejected.RejectReason}", Ink.Caution);

    private static (string Text, Ink Ink) Describe(in CommandAnswered answered) => answered.CommandRefusal == CommandRefusal.None
        ? ($"{NameOf(answered.CommandTemplateId)} by actor {answered.ActorId} taken", Ink.Plain)
        : ($"{NameOf(answered.CommandTemplateId)} by actor {answered.ActorId} refused: {answered.CommandRefusal}", Ink.Caution);

    private static string NameOf(ushort templateId) =>
        LatencyEngineMessages.NameOf(templateId) is { IsEmpty: false } name ? System.Text.Encoding.UTF8.GetString(name) : "command";
}
