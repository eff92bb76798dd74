using LatencyEngine.Domain;
using LatencyEngine.Viewer.Projection;

namespace LatencyEngine.Viewer.Terminal.Views;

/// <summary>What one frame is drawn from. The viewer's thread; valid until the next message is applied.</summary>
internal sealed class Frame(EngineView view, LinkState link)
{
    public EngineView View => view;

    public LinkState Link => link;

    /// <summary>The engine's event time, UTC nanoseconds: ages count from it, since a recorded market has its own clock.</summary>
    public long EventNanos { get; } = Math.Max(view.EventNanos, view.Health.Engine.EventNanos);

    /// <summary>In nanoseconds; <c>null</c> where nothing was told.</summary>
    public long? AgeOf(long timestampNanos) => timestampNanos <= 0 ? null : Math.Max(0, EventNanos - timestampNanos);

    public string SymbolOf(uint instrumentId) => view.Instruments.SymbolOf(instrumentId);

    public string AccountOf(uint accountId) =>
        view.Wallets.Accounts.TryGet(accountId, out var account) && account.NameText is { Length: > 0 } name ? name : $"#{accountId}";

    /// <summary>Whose limit or state it is.</summary>
    public string ScopeOf(ScopeKind kind, ulong id) => kind switch
    {
        ScopeKind.Engine => "engine",
        ScopeKind.Account => "account " + AccountOf((uint)id),
        ScopeKind.Strategy => "strategy " + view.Strategies.NameOf((ushort)id),
        ScopeKind.Instrument => SymbolOf((uint)id),
        _ => $"{kind} {id}",
    };

    public string PriceOf(uint instrumentId, long? price) =>
        ScreenText.Price(price, view.Instruments.TryGet(instrumentId, out var row) ? row.Definition.TickSize : 0);

    public string QuantityOf(uint instrumentId, long lots, int width) =>
        ScreenText.Quantity(lots, view.Instruments.TryGet(instrumentId, out var row) ? row.Definition.LotExponent : 0, width);
}
