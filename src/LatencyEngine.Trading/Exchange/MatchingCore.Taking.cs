using System.Runtime.CompilerServices;
using LatencyEngine.Domain;

namespace LatencyEngine.Trading.Exchange;

/// <content>How the taker meets the orders of the other side.</content>
public sealed partial class MatchingCore<TEvents>
{
    private void Take(Book book, PriceLadder opposite)
    {
        while (opposite.BestKey <= _taker.LimitKey)
        {
            var levelLink = opposite.Best;
            ref var level = ref opposite[levelLink];
            var price = opposite.KeyOf(level.Key);
            if (price < _taker.PriceLow || price > _taker.PriceHigh)
            {
                Interrupt(book);
                return;
            }

            var link = level.Front;
            ref var maker = ref _pool[link];
            if (_taker.Owner != 0 && _pool.OwnerOf(maker.AccountId) == _taker.Owner && _taker.Mode != SelfTradePrevention.None)
            {
                PreventSelfTrade(book, link);
                if (_taker.Lots == 0 || _taker.IsCanceled) return;
                continue;
            }

            var lots = Math.Min(_taker.Lots, maker.Lots);
            if ((_taker.IsReduceOnly || maker.Has(OrderFlag.ReduceOnly)) && !MayReduce(book, link, ref lots)) lots = 0;
            if (_taker.IsCanceled) return;
            if (lots == 0) continue; // The maker is gone.
            Trade(book, opposite, levelLink, link, price, lots);
            if (_taker.Lots == 0 || _taker.IsCanceled) return;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Trade(Book book, PriceLadder opposite, int levelLink, int link, long price, long lots)
    {
        BeforeChange(link);
        ref var maker = ref _pool[link];
        ref var level = ref opposite[levelLink];
        _taker.Lots -= lots;
        maker.Lots -= lots;
        level.Total -= lots;
        if (!maker.Has(OrderFlag.Hidden)) level.Displayed -= lots;
        book.LastPrice = price;
        var leaves = maker.Has(OrderFlag.Iceberg) ? LeavesOf(link) : maker.Lots;
        SayTraded(book, in maker, price, lots, leaves);
        if (book.Positions != null) MovePositions(book, _taker.AccountId, _taker.IsSell, maker.AccountId, lots);
        if (maker.Has(OrderFlag.Special) || _taker.IsGrouped) TradedSpecially(book, opposite, levelLink, link, lots);
        else if (maker.Lots == 0) RemoveFilled(book, opposite, levelLink, link);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void RemoveFilled(Book book, PriceLadder opposite, int levelLink, int link)
    {
        ref var maker = ref _pool[link];
        book.Leave(opposite, levelLink, ref maker);
        if (maker.Detail != 0) ForgetDetail(book, link);
        _pool.Remove(link);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void TradedSpecially(Book book, PriceLadder opposite, int levelLink, int link, long lots)
    {
        ref var maker = ref _pool[link];
        var isGrouped = maker.Has(OrderFlag.Grouped);
        if (isGrouped) Count(link, lots);
        if (_taker.IsGrouped) Count(_taker.Link, lots);
        if (maker.Lots == 0 && LeavesOf(link) != 0) book.ShowNextSlice(opposite, levelLink, link);
        if (maker.Lots == 0)
        {
            book.Leave(opposite, levelLink, ref maker);
            End(book, link);
        }
        else if (isGrouped)
        {
            CancelSiblings(book, link);
        }

        if (!_taker.IsGrouped || _taker.HasTraded) return;
        _taker.HasTraded = true;
        if (!_taker.IsCanceled) CancelSiblings(book, _taker.Link);
    }

    private void Count(int link, long lots) => _pool.DetailOf(link).Traded += lots;

    private static void MovePositions(Book book, uint takerId, bool isTakerSell, uint makerId, long lots)
    {
        var signed = isTakerSell ? -lots : lots;
        if (takerId != 0) book.Positions![takerId] += signed;
        if (makerId != 0) book.Positions![makerId] -= signed;
    }

    /// <summary>Cuts a trade to what reduce-only orders may still reduce; one that may nothing is canceled.</summary>
    /// <returns><c>false</c> where the maker is gone, or else the taker.</returns>
    private bool MayReduce(Book book, int link, ref long lots)
    {
        ref var maker = ref _pool[link];
        if (maker.Has(OrderFlag.ReduceOnly))
        {
            var room = book.ReducibleLots(maker.AccountId, maker.IsSell);
            if (room == 0)
            {
                Cancel(book, link, CancelReason.ReduceOnly);
                return false;
            }

            lots = Math.Min(lots, room);
        }

        if (!_taker.IsReduceOnly) return true;
        var takerRoom = book.ReducibleLots(_taker.AccountId, _taker.IsSell);
        if (takerRoom == 0) EndTaker(book, CancelReason.ReduceOnly);
        lots = Math.Min(lots, takerRoom);
        return true;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void PreventSelfTrade(Book book, int link)
    {
        switch (_taker.Mode)
        {
            case SelfTradePrevention.CancelNewest:
                EndTaker(book, CancelReason.SelfTrade);
                break;
            case SelfTradePrevention.CancelOldest:
                Cancel(book, link, CancelReason.SelfTrade);
                break;
            case SelfTradePrevention.CancelBoth:
                Cancel(book, link, CancelReason.SelfTrade);
                if (!_taker.IsCanceled) EndTaker(book, CancelReason.SelfTrade);
                break;
            default:
                DecrementBoth(book, link);
                break;
        }
    }

    private void DecrementBoth(Book book, int link)
    {
        var lots = Math.Min(_taker.Lots, LeavesOf(link));
        CancelLots(book, link, lots, CancelReason.SelfTrade);
        if (_taker.IsCanceled) return;
        _taker.Lots -= lots;
        SayTaker(book, MatchEventKind.Canceled, (byte)CancelReason.SelfTrade, 0, lots, _taker.Lots);
        _taker.IsCanceled = _taker.Lots == 0;
    }

    /// <summary>Whether taking would find so many lots now.</summary>
    private bool IsToBeHad(Book book, long lots)
    {
        var opposite = book.SideOf(!_taker.IsSell);
        var isPlain = _taker.Owner == 0 || _taker.Mode == SelfTradePrevention.None;
        for (var levelLink = opposite.Best; levelLink != PriceLadder.None; levelLink = opposite.After(levelLink))
        {
            ref var level = ref opposite[levelLink];
            var price = opposite.KeyOf(level.Key);
            if (level.Key > _taker.LimitKey || price < _taker.PriceLow || price > _taker.PriceHigh) return false;
            if (isPlain && book.Positions is null) lots -= level.Total;
            else if (!Look(level.Shown.First, ref lots) || (lots > 0 && !Look(level.Hidden.First, ref lots))) return false;
            if (lots <= 0) return true;
        }

        return false;
    }

    /// <returns><c>false</c> at an own order that ends the taking.</returns>
    private bool Look(int first, ref long lots)
    {
        for (var link = first; link != 0 && lots > 0; link = _pool[link].Next)
        {
            ref var maker = ref _pool[link];
            if (_taker.Owner != 0 && _taker.Mode != SelfTradePrevention.None && _pool.OwnerOf(maker.AccountId) == _taker.Owner)
            {
                if (_taker.Mode != SelfTradePrevention.CancelOldest) return false;
            }
            else if (!maker.Has(OrderFlag.ReduceOnly))
            {
                lots -= LeavesOf(link);
            }
        }

        return true;
    }

    private void Interrupt(Book book)
    {
        ChangePhase(book, TradingPhase.IntradayAuction);
        book.AuctionEndNanos = NowNanos > long.MaxValue - book.Rules.InterruptionNanos
            ? long.MaxValue
            : NowNanos + book.Rules.InterruptionNanos;
        _timedAuctions++;
    }
}
