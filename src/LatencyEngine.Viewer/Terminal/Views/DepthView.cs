using LatencyEngine.Domain;
using LatencyEngine.Viewer.Projection;
using LatencyEngine.Viewer.Terminal.Cells;
using LatencyEngine.Viewer.Terminal.Keys;

namespace LatencyEngine.Viewer.Terminal.Views;

/// <summary>The order book of the selected instrument, best levels on top: bids left, asks right. The viewer's thread.</summary>
internal sealed class DepthView(InstrumentsView instruments) : IScreenView
{
    private const int NumberWidth = 11;
    private const int HeadLines = 3;

    private readonly DepthLevel[] _top = new DepthLevel[2];

    public string Title => "Depth";

    public string SortText => "";

    public string Hints => "up, down: another instrument  / filter";

    public void Draw(Frame frame, CellBuffer buffer, Region region, string symbolFilter)
    {
        // Selects as the table of instruments does, which need not have been on the screen yet.
        instruments.Draw(frame, buffer, region.Top(0), symbolFilter);
        if (instruments.Selected is not { } id || !frame.View.Instruments.TryGet(id, out var row))
        {
            buffer.Write(region.X, region.Y, "No instrument is selected.", Ink.Faint);
            return;
        }

        DrawHead(frame, buffer, region, in row);
        DrawLevels(frame, buffer, region.Below(HeadLines), in row);
    }

    public bool Press(KeyPress press)
    {
        if (press.Key is not (Key.Up or Key.Down or Key.PageUp or Key.PageDown or Key.Home or Key.End)) return false;
        instruments.Step(press.Key);
        return true;
    }

    private static void DrawHead(Frame frame, CellBuffer buffer, Region region, in InstrumentRow row)
    {
        var market = row.Market;
        var x = buffer.Write(region.X, region.Y, frame.SymbolOf(row.Id), Ink.Strong);
        x = buffer.Write(x, region.Y, $"  {frame.PriceOf(row.Id, market.LastPrice ?? row.Middle)}");
        x = buffer.Write(x, region.Y, $"  {ScreenText.Change(row.ChangeRate)} %", Inks.OfSign(row.Change ?? 0));
        if (market.Status != InstrumentStatus.None) x = buffer.Write(x, region.Y, $"  {market.Status}", InkOf(market.Status));
        buffer.Write(x, region.Y, $"  age {ScreenText.Age(frame.AgeOf(market.TimestampNanos))}", Ink.Faint);
        var range = $"open {frame.PriceOf(row.Id, market.OpenPrice)}  high {frame.PriceOf(row.Id, market.HighPrice)}  "
            + $"low {frame.PriceOf(row.Id, market.LowPrice)}  volume {frame.QuantityOf(row.Id, market.Volume, NumberWidth)}";
        if (region.Height > 1) buffer.Write(region.X, region.Y + 1, range, Ink.Faint);
    }

    private void DrawLevels(Frame frame, CellBuffer buffer, Region region, in InstrumentRow row)
    {
        var bids = Levels(frame.View.Instruments, in row, isBid: true);
        var asks = Levels(frame.View.Instruments, in row, isBid: false);
        if (region.IsEmpty) return;
        var half = (region.Width - 1) / 2;
        var left = region.Left(half);
        var right = region.After(half + 1);
        buffer.WriteEndingAt(left.Right - 1, region.Y, $"bid {Total(frame, row.Id, bids)}", Ink.Faint);
        buffer.Write(right.X, region.Y, $"ask {Total(frame, row.Id, asks)}", Ink.Faint);
        var largest = Math.Max(Largest(bids), Largest(asks));
        for (var line = 0; line < Math.Min(bids.Length, region.Height - 1); line++)
            DrawBid(frame, buffer, left.Below(line + 1), (row.Id, bids[line], largest));
        for (var line = 0; line < Math.Min(asks.Length, region.Height - 1); line++)
            DrawAsk(frame, buffer, right.Below(line + 1), (row.Id, asks[line], largest));
    }

    private static void DrawBid(Frame frame, CellBuffer buffer, Region line, (uint Id, DepthLevel Level, long Largest) at)
    {
        buffer.WriteEndingAt(line.Right - 1, line.Y, frame.PriceOf(at.Id, at.Level.Price), Ink.Gain);
        buffer.WriteEndingAt(line.Right - 2 - NumberWidth, line.Y, frame.QuantityOf(at.Id, at.Level.Quantity, NumberWidth));
        var bar = line with { Width = line.Width - (2 * NumberWidth) - 3 };
        Bar.DrawLeftward(buffer, bar, at.Level.Quantity, at.Largest, Ink.Gain);
    }

    private static void DrawAsk(Frame frame, CellBuffer buffer, Region line, (uint Id, DepthLevel Level, long Largest) at)
    {
        buffer.Write(line.X, line.Y, frame.PriceOf(at.Id, at.Level.Price), Ink.Loss);
        var quantity = frame.QuantityOf(at.Id, at.Level.Quantity, NumberWidth);
        buffer.WriteEndingAt(line.X + (2 * NumberWidth), line.Y, quantity);
        Bar.Draw(buffer, line.After((2 * NumberWidth) + 2), at.Level.Quantity, at.Largest, Ink.Loss);
    }

    // Of an instrument that tells no levels, the best prices are all there is.
    private ReadOnlySpan<DepthLevel> Levels(InstrumentTable table, in InstrumentRow row, bool isBid)
    {
        var place = table.PlaceOf(row.Id);
        var known = isBid ? table.BidsAt(place) : table.AsksAt(place);
        var price = isBid ? row.Market.BidPrice : row.Market.AskPrice;
        if (row.DepthNanos != 0 || price is not { } best) return known;
        var at = isBid ? 0 : 1;
        _top[at] = new DepthLevel(best, isBid ? row.Market.BidQuantity : row.Market.AskQuantity);
        return _top.AsSpan(at, 1);
    }

    private static Ink InkOf(InstrumentStatus status) => status == InstrumentStatus.Open ? Ink.Faint : Ink.Caution;

    private static string Total(Frame frame, uint id, ReadOnlySpan<DepthLevel> levels)
    {
        Int128 lots = 0;
        foreach (var level in levels) lots += level.Quantity;
        return frame.QuantityOf(id, (long)Int128.Min(lots, long.MaxValue), NumberWidth);
    }

    private static long Largest(ReadOnlySpan<DepthLevel> levels)
    {
        var largest = 0L;
        foreach (var level in levels) largest = Math.Max(largest, level.Quantity);
        return largest;
    }
}
