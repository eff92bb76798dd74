using System.Numerics;
using LatencyEngine.Runtime.Errors;
using LatencyEngine.Trading.Ledger;

namespace LatencyEngine.Trading.Risk;

/// <summary>
/// Exposure, profit and live orders of every scope as running sums. The risk stage's thread.
/// </summary>
/// <remarks>
/// <para><b>Why sums.</b> An account may have thousands of positions, and every order asks for the sum over them.
/// Each
/// position puts its rounded worth, a whole number, into the sums and takes the same number out when it changes; so
/// the sums are exact, and an order costs the same whatever the account holds.</para>
/// <para><b>Currencies.</b> An owner has one sum for each currency in which it trades, and they are converted when
/// asked for: a new rate changes no sum. Instruments count in their own currency, owners in their base currency, the
/// engine in that of the account defined first.</para>
/// </remarks>
public sealed class ExposureBook
{
    private readonly ScopeTable _scopes;
    private readonly CurrencySlots _currencies;
    private readonly CurrencyRates _rates;
    private readonly Exposure[] _ofOwners;
    private readonly Exposure[] _ofInstruments;
    private readonly ulong[] _currenciesOf;
    private readonly int[] _orders;

    public ExposureBook(ScopeTable scopes, CurrencySlots currencies, CurrencyRates rates)
    {
        Invariant.Check(currencies.Capacity <= 64); // One bit each.
        _scopes = scopes;
        _currencies = currencies;
        _rates = rates;
        _ofOwners = new Exposure[scopes.OwnerEnd * currencies.Capacity];
        _ofInstruments = new Exposure[scopes.End - scopes.OwnerEnd];
        _currenciesOf = new ulong[scopes.OwnerEnd];
        _orders = new int[scopes.End];
    }

    /// <summary>Live orders of a scope, those approved in this input with them.</summary>
    public int OrdersOf(int row) => _orders[row];

    /// <summary>Of all owners together, in the instrument's currency.</summary>
    public ref readonly Exposure OfInstrument(uint instrumentId) => ref _ofInstruments[instrumentId];

    /// <summary>Takes what a position counted for out of the sums, and puts in what it counts for now.</summary>
    public void Recount(ref PositionView view, in Exposure now, int currency)
    {
        for (var scope = 0; scope <= ScopeRows.Strategy; scope++)
        {
            var row = view.Rows[scope];
            if (row == ScopeRows.None) continue;
            if (view.CountedCurrency != CurrencySlots.None) SumOf(row, view.CountedCurrency).Subtract(in view.Counted);
            SumOf(row, currency).Add(in now);
            _currenciesOf[row] |= 1UL << currency;
        }

        ref var ofInstrument = ref _ofInstruments[view.Position.InstrumentId];
        ofInstrument.Subtract(in view.Counted);
        ofInstrument.Add(in now);
        CountOrders(ref view);
        view.Counted = now;
        view.CountedCurrency = currency;
    }

    /// <summary>Everything of an owner, in its currency.</summary>
    /// <returns><c>false</c> when a rate is missing.</returns>
    public bool TryTotal(int ownerRow, out Exposure total) =>
        TryTotal(ownerRow, CurrencySlots.None, default, out total);

    /// <summary>Everything of an owner with a change in one currency, in the owner's currency.</summary>
    /// <inheritdoc cref="TryTotal(int, out Exposure)"/>
    public bool TryTotal(int ownerRow, int changedCurrency, in Exposure change, out Exposure total)
    {
        total = default;
        var currencies = _currenciesOf[ownerRow];
        if (changedCurrency != CurrencySlots.None) currencies |= 1UL << changedCurrency;
        for (; currencies != 0; currencies &= currencies - 1)
        {
            var currency = BitOperations.TrailingZeroCount(currencies);
            var sum = SumOf(ownerRow, currency);
            if (currency == changedCurrency) sum.Add(in change);
            if (!TryConvert(sum, _currencies[currency], _scopes.CurrencyOf(ownerRow), out var converted)) return false;
            total.Add(in converted);
        }

        return true;
    }

    /// <summary>An amount of a currency in that of an owner.</summary>
    public bool TryConvert(Int128 amount, int currency, int ownerRow, out Int128 converted) =>
        Worth.TryConvert(_rates, amount, _currencies[currency], _scopes.CurrencyOf(ownerRow), out converted);

    private bool TryConvert(in Exposure sum, ulong from, ulong to, out Exposure converted)
    {
        converted = sum;
        return from == to
            || (Worth.TryConvert(_rates, sum.Gross, from, to, out converted.Gross)
                && Worth.TryConvert(_rates, sum.Long, from, to, out converted.Long)
                && Worth.TryConvert(_rates, sum.Short, from, to, out converted.Short)
                && Worth.TryConvert(_rates, sum.Pnl, from, to, out converted.Pnl));
    }

    private void CountOrders(ref PositionView view)
    {
        var change = view.Position.OpenOrders - view.CountedOrders;
        if (change == 0) return;
        view.CountedOrders = view.Position.OpenOrders;
        for (var scope = 0; scope < ScopeRows.Count; scope++)
            if (view.Rows[scope] != ScopeRows.None)
                _orders[view.Rows[scope]] += change;
    }

    private ref Exposure SumOf(int ownerRow, int currency) =>
        ref _ofOwners[(ownerRow * _currencies.Capacity) + currency];
}
