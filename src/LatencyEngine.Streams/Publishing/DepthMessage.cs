using LatencyEngine.Domain;
using LatencyEngine.Trading.Books;

namespace LatencyEngine.Streams.Publishing;

/// <summary>Writes the best levels of a book as a <c>BookSnapshot</c>. Pure.</summary>
internal static class DepthMessage
{
    /// <summary>Most bytes that a message with so many levels on each side takes.</summary>
    public static int BytesMax(int levels) => MessageHeader.EncodedSize + BookSnapshotEncoder.BlockLength + 2 * (4 + (16 * levels));

    /// <param name="market">The instrument's prices and time.</param>
    /// <param name="levelsMax">Of each side.</param>
    /// <returns>Bytes written.</returns>
    public static int Write(MarketBooks books, in InstrumentSnapshot market, int levelsMax, Span<byte> destination)
    {
        var id = market.InstrumentId;
        var isSound = books.IsSound(id);
        var bids = isSound ? Math.Min(levelsMax, books.LevelsOf(id, Side.Buy)) : 0;
        var asks = isSound ? Math.Min(levelsMax, books.LevelsOf(id, Side.Sell)) : 0;
        var message = BookSnapshotEncoder.Wrap(destination);
        message.Block.TimestampNanos = market.TimestampNanos;
        message.Block.InstrumentId = id;
        message.Block.VenueId = market.VenueId;
        message.Block.Flags = MarketFlags.Snapshot | MarketFlags.EndOfBatch;
        ref var bidLevels = ref message.Bids(bids);
        for (var depth = 0; depth < bids; depth++)
        {
            ref var next = ref bidLevels.Next();
            ref var level = ref books.Level(id, Side.Buy, depth);
            (next.Price, next.Quantity) = (level.Price, level.Quantity);
        }

        ref var askLevels = ref message.Asks(asks);
        for (var depth = 0; depth < asks; depth++)
        {
            ref var next = ref askLevels.Next();
            ref var level = ref books.Level(id, Side.Sell, depth);
            (next.Price, next.Quantity) = (level.Price, level.Quantity);
        }

        return message.Complete();
    }
}
