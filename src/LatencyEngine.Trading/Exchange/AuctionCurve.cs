namespace LatencyEngine.Trading.Exchange;

/// <summary>
/// What is bought and sold at each price of an auction, and the price that trades most. The core's thread; owns room for
/// the levels of one book.
/// </summary>
/// <remarks>
/// <b>Rules.</b> Most executable volume, least surplus, pressure of the market, reference price: the order in which Xetra's market
/// model and others decide. Only the levels that can trade are looked at.
/// </remarks>
internal sealed class AuctionCurve
{
    private (long Price, long Lots)[] _bids = [];
    private (long Price, long Lots)[] _asks = [];
    private int _bidCount;
    private int _askCount;
    private long _marketBuys;
    private long _marketSells;

    [ColdPath("books are opened at start-up")]
    public void MakeRoom(int levels)
    {
        if (levels <= _bids.Length) return;
        _bids = new (long, long)[levels];
        _asks = new (long, long)[levels];
    }

    public void Collect(OrderPool pool, Book book)
    {
        _marketBuys = Sum(pool, book.MarketBuys.First);
        _marketSells = Sum(pool, book.MarketSells.First);
        // A limit trades where the other side reaches it, or where the other side has market orders.
        var bidFrom = _marketSells > 0 ? PriceLadder.NoKey - 1 : book.Asks.Best == PriceLadder.None ? long.MinValue : -book.Asks.BestKey;
        var askTo = _marketBuys > 0 ? PriceLadder.NoKey - 1 : book.Bids.Best == PriceLadder.None ? long.MinValue : -book.Bids.BestKey;
        _bidCount = Collect(book.Bids, _bids, bidFrom);
        _askCount = Collect(book.Asks, _asks, askTo);
    }

    public AuctionPrice Find(Book book)
    {
        var found = new Candidates();
        // Prices ascend: asks come in, bids drop out.
        var (buy, sell) = (_marketBuys, _marketSells);
        for (var i = 0; i < _bidCount; i++) buy += _bids[i].Lots;
        var (bid, ask) = (_bidCount - 1, 0);
        while (bid >= 0 || ask < _askCount)
        {
            var price = bid < 0 ? _asks[ask].Price : ask == _askCount ? _bids[bid].Price : Math.Min(_bids[bid].Price, _asks[ask].Price);
            if (ask < _askCount && _asks[ask].Price == price) sell += _asks[ask++].Lots;
            found.Look(price, buy, sell);
            if (bid >= 0 && _bids[bid].Price == price) buy -= _bids[bid--].Lots;
        }

        if (found.Volume > 0) return At(found.Choose(book.LastPrice));
        if (_marketBuys == 0 || _marketSells == 0 || book.LastPrice == NewOrder.NoPrice) return new AuctionPrice(NewOrder.NoPrice, 0, 0);
        return At(Math.Clamp(book.LastPrice, book.Rules.PriceMin, book.Rules.PriceMax));
    }

    private AuctionPrice At(long price)
    {
        var (buy, sell) = (_marketBuys, _marketSells);
        for (var i = 0; i < _bidCount && _bids[i].Price >= price; i++) buy += _bids[i].Lots;
        for (var i = 0; i < _askCount && _asks[i].Price <= price; i++) sell += _asks[i].Lots;
        return new AuctionPrice(price, Math.Min(buy, sell), buy - sell);
    }

    private static int Collect(PriceLadder ladder, (long Price, long Lots)[] levels, long worstKey)
    {
        var count = 0;
        for (var level = ladder.Best; level != PriceLadder.None && ladder[level].Key <= worstKey; level = ladder.After(level))
            levels[count++] = (ladder.KeyOf(ladder[level].Key), ladder[level].Total);
        return count;
    }

    private static long Sum(OrderPool pool, int first)
    {
        var lots = 0L;
        for (var link = first; link != 0; link = pool[link].Next) lots += pool[link].Lots;
        return lots;
    }

    /// <summary>The best prices so far, looked at in ascending order.</summary>
    private struct Candidates
    {
        private long _surplus;
        private long _lowest;
        private long _highest;
        private bool _hasSurplusToBuy;
        private bool _hasSurplusToSell;
        private bool _hasNone;

        public long Volume { get; private set; }

        public void Look(long price, long buy, long sell)
        {
            var (volume, surplus) = (Math.Min(buy, sell), buy - sell);
            var size = Math.Abs(surplus);
            if (volume < Volume || (volume == Volume && size > _surplus)) return;
            if (volume > Volume || size < _surplus)
            {
                (Volume, _surplus, _lowest) = (volume, size, price);
                _hasSurplusToBuy = _hasSurplusToSell = _hasNone = false;
            }

            _highest = price;
            _hasSurplusToBuy |= surplus > 0;
            _hasSurplusToSell |= surplus < 0;
            _hasNone |= surplus == 0;
        }

        public readonly long Choose(long lastPrice)
        {
            if (_hasSurplusToBuy && !_hasSurplusToSell && !_hasNone) return _highest;
            if (_hasSurplusToSell && !_hasSurplusToBuy && !_hasNone) return _lowest;
            return lastPrice == NewOrder.NoPrice ? (_lowest + _highest) >> 1 : Math.Clamp(lastPrice, _lowest, _highest);
        }
    }
}
