using LatencyEngine.Venues.Databento;

namespace LatencyEngine.Backtest.VenueQueues;

/// <summary>Rebuilds the book of a market-by-order file in a <see cref="VenueQueueBook"/>. One cold thread.</summary>
/// <remarks>
/// A fill is an order that comes and takes; the cancel that tells the same of the book once more is passed over.
/// </remarks>
public sealed class MboReplay(MboReader reader, long tickSize, VenueQueueBook book)
{
    private readonly Dictionary<ulong, long> _filled = [];

    /// <summary>The message taken last.</summary>
    public MboMessage Last { get; private set; }

    /// <summary>Takes the next message.</summary>
    /// <returns><c>false</c> at the end.</returns>
    public bool Step()
    {
        if (!reader.TryRead(out var message)) return false;
        Last = message;
        book.Figures.Messages = reader.Messages;
        var price = message.Price / tickSize;
        switch (message.Action)
        {
            case MboAction.Clear: book.Clear(); break;
            case MboAction.Add: book.Add(message.OrderId, message.Side, price, message.Size); break;
            case MboAction.Cancel: Cancel(in message, price); break;
            case MboAction.Fill:
                book.Execute(reader.Messages - 1, message.OrderId, message.Side, price, message.Size);
                _filled[message.OrderId] = _filled.GetValueOrDefault(message.OrderId) + message.Size;
                break;
        }

        return true;
    }

    private void Cancel(in MboMessage message, long price)
    {
        _filled.Remove(message.OrderId, out var filled);
        if (message.Size > filled) book.Take(message.OrderId, message.Side, price, message.Size - filled);
        else if (filled > message.Size) _filled[message.OrderId] = filled - message.Size;
    }
}
