using LatencyEngine.Domain;
using LatencyEngine.Trading.Hashing;

namespace LatencyEngine.Trading.Risk;

/// <summary>
/// Gives every scope a row: 0 the engine, then accounts, then strategies in the order in which they were defined,
/// then
/// instruments by their id. The risk stage's thread.
/// </summary>
/// <remarks>
/// Owners (engine, accounts and strategies) have the rows below <see cref="OwnerEnd"/>: only they have profit and
/// loss.
/// </remarks>
public sealed class ScopeTable
{
    private readonly ushort[] _accountSlots;
    private readonly ushort[] _strategySlots;
    private readonly uint[] _accounts;
    private readonly ulong[] _currencies;
    private readonly ushort[] _strategies;
    private readonly uint[] _strategyAccounts;
    private readonly int _firstStrategy;
    private readonly int _instrumentIdEnd;
    private int _strategyCount;

    public ScopeTable(Capacities capacities)
    {
        _accountSlots = new ushort[Capacities.AccountIdEnd];
        _strategySlots = new ushort[ushort.MaxValue + 1];
        _accounts = new uint[capacities.Accounts];
        _currencies = new ulong[capacities.Accounts];
        _strategies = new ushort[capacities.Strategies];
        _strategyAccounts = new uint[capacities.Strategies];
        _firstStrategy = 1 + capacities.Accounts;
        OwnerEnd = _firstStrategy + capacities.Strategies;
        _instrumentIdEnd = capacities.InstrumentIdEnd;
        End = OwnerEnd + _instrumentIdEnd;
    }

    /// <summary>Rows in all.</summary>
    public int End { get; }

    /// <summary>Rows of owners are below this.</summary>
    public int OwnerEnd { get; }

    /// <summary>Accounts so far; their rows are 1 to this.</summary>
    public int AccountCount { get; private set; }

    /// <summary>The currency of the engine's own limits: that of the account defined first; 0 before.</summary>
    public ulong EngineCurrency => _currencies[0];

    public RejectReason Apply(in AccountDefinition definition)
    {
        var id = definition.AccountId;
        if (id is 0 or >= Capacities.AccountIdEnd || definition.Currency == 0) return RejectReason.MalformedCommand;
        if (_accountSlots[id] != 0) return RejectReason.None;
        if (AccountCount == _accounts.Length) return RejectReason.CapacityReached;
        _accounts[AccountCount] = id;
        _currencies[AccountCount] = definition.Currency;
        _accountSlots[id] = (ushort)++AccountCount;
        return RejectReason.None;
    }

    public RejectReason Apply(in StrategyDefinition definition)
    {
        var id = definition.StrategyId;
        if (id == 0) return RejectReason.MalformedCommand;
        if (AccountRow(definition.AccountId) == ScopeRows.None) return RejectReason.UnknownAccount;
        if (_strategySlots[id] is var slot and not 0)
            return _strategyAccounts[slot - 1] == definition.AccountId ? RejectReason.None : RejectReason.NotOwner;
        if (_strategyCount == _strategies.Length) return RejectReason.CapacityReached;
        _strategies[_strategyCount] = id;
        _strategyAccounts[_strategyCount] = definition.AccountId;
        _strategySlots[id] = (ushort)++_strategyCount;
        return RejectReason.None;
    }

    public int AccountRow(uint accountId) =>
        accountId < Capacities.AccountIdEnd && _accountSlots[accountId] is var slot and not 0 ? slot : ScopeRows.None;

    public int StrategyRow(ushort strategyId) =>
        _strategySlots[strategyId] is var slot and not 0 ? _firstStrategy + slot - 1 : ScopeRows.None;

    /// <param name="instrumentId">Below the end of ids.</param>
    public int InstrumentRow(uint instrumentId) => OwnerEnd + (int)instrumentId;

    /// <summary>Whose strategy it is.</summary>
    public uint AccountOfStrategy(int strategyRow) => _strategyAccounts[strategyRow - _firstStrategy];

    /// <summary>The currency in which money counts for an owner.</summary>
    public ulong CurrencyOf(int ownerRow)
    {
        if (ownerRow == ScopeRows.Engine) return EngineCurrency;
        if (ownerRow < _firstStrategy) return _currencies[ownerRow - 1];
        return _currencies[AccountRow(AccountOfStrategy(ownerRow)) - 1];
    }

    public ScopeKind KindOf(int row) =>
        row == ScopeRows.Engine ? ScopeKind.Engine
        : row < _firstStrategy ? ScopeKind.Account
        : row < OwnerEnd ? ScopeKind.Strategy : ScopeKind.Instrument;

    public ulong IdOf(int row) => KindOf(row) switch
    {
        ScopeKind.Engine => 0,
        ScopeKind.Account => _accounts[row - 1],
        ScopeKind.Strategy => _strategies[row - _firstStrategy],
        _ => (ulong)(row - OwnerEnd),
    };

    /// <summary>Whether an owner's row stands for somebody.</summary>
    public bool IsInUse(int ownerRow) =>
        ownerRow <= AccountCount || (ownerRow >= _firstStrategy && ownerRow < _firstStrategy + _strategyCount);

    /// <summary>The row of a scope as commands name it; instruments are known by the caller.</summary>
    /// <returns>None, or why there is no such scope.</returns>
    public RejectReason Find(ScopeKind kind, ulong id, out int row)
    {
        row = ScopeRows.None;
        switch (kind)
        {
            case ScopeKind.Engine:
                if (id == 0) row = ScopeRows.Engine;
                return id == 0 ? RejectReason.None : RejectReason.MalformedCommand;
            case ScopeKind.Account:
                if (id < Capacities.AccountIdEnd) row = AccountRow((uint)id);
                return row == ScopeRows.None ? RejectReason.UnknownAccount : RejectReason.None;
            case ScopeKind.Strategy:
                if (id <= ushort.MaxValue) row = StrategyRow((ushort)id);
                return row == ScopeRows.None ? RejectReason.UnknownStrategy : RejectReason.None;
            case ScopeKind.Instrument:
                if (id != 0 && id < (ulong)_instrumentIdEnd) row = InstrumentRow((uint)id);
                return row == ScopeRows.None ? RejectReason.UnknownInstrument : RejectReason.None;
            default:
                return RejectReason.MalformedCommand;
        }
    }

    public void AddTo(ref StateHash hash)
    {
        for (var i = 0; i < AccountCount; i++)
        {
            hash.Add((ulong)_accounts[i]);
            hash.Add(_currencies[i]);
        }

        for (var i = 0; i < _strategyCount; i++)
            hash.Add(((ulong)_strategies[i] << 32) | _strategyAccounts[i]);
    }
}
