using LatencyEngine.Domain;
using LatencyEngine.Viewer.Projection;
using LatencyEngine.Viewer.Terminal.Cells;
using LatencyEngine.Viewer.Terminal.Keys;
using LatencyEngine.Viewer.Terminal.Tables;

namespace LatencyEngine.Viewer.Terminal.Views;

/// <summary>What may be traded above, below it every limit with how much of it is used. The viewer's thread.</summary>
internal sealed class RiskView : IScreenView
{
    private const int StateLinesMax = 5;

    private readonly Table<TradingStateChanged> _states;
    private readonly Table<LimitRow> _limits;
    private Frame _frame = null!;

    public RiskView()
    {
        _states = new Table<TradingStateChanged>(StateColumns(), static (in row) => IdentityOf(row.ScopeKind, row.ScopeId))
        {
            IsSelectable = false,
        };
        _limits = new Table<LimitRow>(
            LimitColumns(), static (in row) => IdentityOf(row.Limit.ScopeKind, row.Limit.ScopeId, row.Limit.LimitKind));
    }

    public string Title => "Risk";

    public string SortText => _limits.SortText;

    public string Hints => HintTexts.Table;

    public void Draw(Frame frame, CellBuffer buffer, Region region, string symbolFilter)
    {
        _frame = frame;
        var risk = frame.View.Risk;
        var engine = risk.StateOf(ScopeKind.Engine, 0);
        var x = buffer.Write(region.X, region.Y, "Trading: ", Ink.Strong);
        buffer.Write(x, region.Y, engine.ToString(), Inks.OfState(engine));
        var lines = region.Height < 10 || risk.States.Count == 0 ? 0 : Math.Min(risk.States.Count, StateLinesMax) + 1;
        _states.Draw(buffer, region.Below(1).Top(lines), risk.States.Rows);
        DrawLimits(buffer, region.Below(1 + lines), symbolFilter);
    }

    public bool Press(KeyPress press) => _limits.Press(press);

    // Limits of more than an instrument are never filtered away: nobody should believe that there are none.
    private void DrawLimits(CellBuffer buffer, Region region, string text)
    {
        RowFilter<LimitRow>? filter = text.Length == 0
            ? null
            : (in row) => row.Limit.ScopeKind != ScopeKind.Instrument
                || ScopeOf(in row).Contains(text, StringComparison.OrdinalIgnoreCase);
        Heading.Draw(buffer, region, $"Limits ({_frame.View.Risk.Limits.Count})");
        var table = region.Below(1);
        var barWidth = Math.Clamp(region.Width - RiskColumns.WidthWithoutBar, 0, RiskColumns.BarWidthMax);
        _limits.Draw(buffer, table with { Width = table.Width - barWidth }, _frame.View.Risk.Limits.Rows, filter);
        if (barWidth <= 1) return;
        for (var line = 1; line < table.Height && _limits.RowAt(line - 1) is { } place; line++)
        {
            var bar = new Region(table.Right - barWidth + 1, table.Y + line, barWidth - 1, 1);
            DrawBar(buffer, bar, _frame.View.Risk.Limits.Rows[place]);
        }
    }

    private static void DrawBar(CellBuffer buffer, Region line, in LimitRow row)
    {
        if (row.UsedRate is not { } rate) return;
        buffer.Fill(line.X, line.Y, line.Width, new Cell('·', Ink.Faint));
        Bar.Draw(buffer, line, rate, 1_000_000_000, Inks.OfUse(rate));
    }

    private Column<TradingStateChanged>[] StateColumns() =>
    [
        new("Scope", 18, (in row, _) => _frame.ScopeOf(row.ScopeKind, row.ScopeId)) { IsLeft = true, WidthMax = 34 },
        new("State", 10, static (in row, _) => $"{row.TradingState}")
            { IsLeft = true, Ink = static (in row) => Inks.OfState(row.TradingState) },
        new("Reason", 10, static (in row, _) => $"{row.HaltReason}") { IsLeft = true, Rank = 1 },
        new("Locked", 6, static (in row, _) => row.IsLocked != 0 ? "yes" : "no") { IsLeft = true, Rank = 2 },
        new("Since", 8, static (in row, _) => ScreenText.Second(row.TimestampNanos)) { IsLeft = true, Rank = 2 },
    ];

    private Column<LimitRow>[] LimitColumns() =>
    [
        new("Scope", 16, (in row, _) => ScopeOf(in row))
            { IsLeft = true, WidthMax = 34, Key = (in row) => SortKey.Of(ScopeOf(in row)) },
        new("Limit", 18, static (in row, _) => $"{row.Limit.LimitKind}")
            { IsLeft = true, Rank = 1, Key = static (in row) => new SortKey((int)row.Limit.LimitKind) },
        new("Allowed", 12, (in row, width) => Amount(in row, row.Limit.Value, width)) { Rank = 2 },
        new("Used", 12, (in row, width) => row.IsUsageKnown ? Amount(in row, row.Usage.Used, width) : ScreenText.None) { Rank = 3 },
        new("Used%", 5, static (in row, _) => ScreenText.Percent(row.UsedRate))
            { Ink = static (in row) => Inks.OfUse(row.UsedRate), Key = static (in row) => SortKey.Of(row.UsedRate) },
    ];

    private string ScopeOf(in LimitRow row) => _frame.ScopeOf(row.Limit.ScopeKind, row.Limit.ScopeId);

    private string Amount(in LimitRow row, long amount, int width)
    {
        switch (row.Limit.LimitKind)
        {
            case LimitKind.OrderNotionalMax or LimitKind.GrossExposureMax or LimitKind.NetExposureMax
                or LimitKind.DailyLossMax or LimitKind.DrawdownMax or LimitKind.AvailableCapitalMin:
                return ScreenText.Money(amount, width);
            case LimitKind.PriceBand or LimitKind.ConcentrationMax: return ScreenText.Percent(amount);
            case LimitKind.MarketDataAgeMax or LimitKind.WashTradeWindow: return ScreenText.Age(amount);
            case LimitKind.OpenOrdersMax or LimitKind.OrderRateMax: return ScreenText.Count(amount, width);
            default:
                return row.Limit.ScopeKind == ScopeKind.Instrument
                    ? _frame.QuantityOf((uint)row.Limit.ScopeId, amount, width)
                    : ScreenText.Count(amount, width) + " lots";
        }
    }

    private static long IdentityOf(ScopeKind scope, ulong id, LimitKind kind = LimitKind.None) =>
        (long)((id << 16) | ((ulong)kind << 8) | (ulong)scope);

    private static class RiskColumns
    {
        public const int WidthWithoutBar = 68;
        public const int BarWidthMax = 40;
    }
}
