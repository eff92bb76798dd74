namespace LatencyEngine.Backtest.VenueQueues;

/// <summary>How well a rebuilt queue foretold whom a venue's executions hit.</summary>
public sealed class VenueQueueFigures
{
    private readonly List<long> _outOfTurn = [];

    /// <summary>Messages of the recording.</summary>
    public long Messages { get; internal set; }

    /// <summary>Executions of orders that everybody could see.</summary>
    public long Executions { get; internal set; }

    /// <summary>Of these, hit the order that stood first of all.</summary>
    public long HitTheFirst { get; internal set; }

    /// <summary>
    /// Hit the first of the known orders, with lots before it that were there before the recording or came in from behind its window:
    /// whose they are nobody knows.
    /// </summary>
    public long HitTheFirstKnown { get; internal set; }

    /// <summary>Hit an order although an older one was known to stand before it: message rows from 0.</summary>
    public IReadOnlyList<long> OutOfTurn => _outOfTurn;

    /// <summary>Executions at another price than the best of their side.</summary>
    public long NotAtTheBest { get; internal set; }

    /// <summary>Orders that came and would have traded at once: the recording shows a book that never was.</summary>
    public long Crossing { get; internal set; }

    /// <summary>States of the book that the recording shows, and that the rebuilt one equals.</summary>
    public long BooksEqual { get; internal set; }

    public long BooksCompared { get; internal set; }

    internal void AddOutOfTurn(long row) => _outOfTurn.Add(row);
}
