namespace LatencyEngine.Venues.Lobster;

/// <summary>
/// The best levels of a book as far as a LOBSTER recording lets one know them: changed by messages, and checked
/// against the recorded rows. Used by the feed's thread.
/// </summary>
internal sealed class LobsterWindow(int depth)
{
    public LobsterSide Asks { get; } = new(Domain.Side.Sell, depth);

    public LobsterSide Bids { get; } = new(Domain.Side.Buy, depth);

    /// <summary>Becomes the book before the first message: its row, with the message taken back.</summary>
    /// <returns>What is wrong, <c>null</c> when nothing is.</returns>
    public string? Open(LobsterBookRow row, in LobsterMessage first)
    {
        Load(Asks, row.Asks);
        Load(Bids, row.Bids);
        var isBack = first.Type switch
        {
            LobsterMessageType.Submission => SideOf(in first).TryTake(first.Price, first.Size, out _),
            LobsterMessageType.PartialCancel or LobsterMessageType.Deletion or LobsterMessageType.VisibleExecution =>
                SideOf(in first).TryAdd(first.Price, first.Size, out _),
            _ => true,
        };
        return isBack ? null : $"the first row of the order book does not show {first}";
    }

    /// <summary>Applies a message, and takes from the row what only the row can tell: the level behind a full window
    /// of which one is gone.</summary>
    /// <returns>What is wrong, <c>null</c> when nothing is.</returns>
    public string? Apply(in LobsterMessage message, LobsterBookRow row, out LobsterChange change)
    {
        change = default;
        var side = SideOf(in message);
        switch (message.Type)
        {
            case LobsterMessageType.Submission:
                return side.TryAdd(message.Price, message.Size, out change.ForgottenPrice)
                    ? null
                    : $"an order at {message.Price}e-9, outside of the {depth} levels of the recording";
            case LobsterMessageType.PartialCancel:
            case LobsterMessageType.Deletion:
            case LobsterMessageType.VisibleExecution:
                return Take(in message, side, row, ref change);
            default:
                return null;
        }
    }

    /// <summary>Where the window and a row differ, for an error message; <c>null</c> where they do not.</summary>
    public string? DifferenceFrom(LobsterBookRow row) =>
        DifferenceOf("ask", Asks, row.Asks) ?? DifferenceOf("bid", Bids, row.Bids);

    private static void Load(LobsterSide side, LobsterSide from)
    {
        side.Clear();
        for (var level = 0; level < from.Count; level++) side.TryAppend(from.PriceAt(level), from.SizeAt(level));
    }

    private static string? Take(in LobsterMessage message, LobsterSide side, LobsterBookRow row, ref LobsterChange change)
    {
        var wasFull = side.IsFull;
        if (!side.TryTake(message.Price, message.Size, out var isLevelGone))
            return $"takes {message.Size} at {message.Price}e-9, where {side.SizeOf(message.Price)} are known";
        if (!isLevelGone || !wasFull) return null;
        var shown = side.Side == Domain.Side.Buy ? row.Bids : row.Asks;
        if (!shown.IsFull) return null;
        var last = shown.Count - 1;
        if (!side.TryAppend(shown.PriceAt(last), shown.SizeAt(last))) return null; // The comparison will tell.
        change.RevealedPrice = shown.PriceAt(last);
        change.RevealedSize = shown.SizeAt(last);
        return null;
    }

    private static string? DifferenceOf(string name, LobsterSide known, LobsterSide shown)
    {
        var level = known.FirstDifference(shown);
        return level < 0
            ? null
            : $"{name} level {level + 1}: expected {known.Describe(level)} from the messages, found {shown.Describe(level)}";
    }

    private LobsterSide SideOf(in LobsterMessage message) => message.Side == Domain.Side.Buy ? Bids : Asks;
}
