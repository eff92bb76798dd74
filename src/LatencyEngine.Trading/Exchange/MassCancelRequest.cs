using LatencyEngine.Domain;

namespace LatencyEngine.Trading.Exchange;

/// <summary>Names the orders that are to be canceled: those that match all of it. A value.</summary>
public struct MassCancelRequest
{
    /// <summary>Of this account; 0 for all.</summary>
    public uint AccountId;

    /// <summary>In <see cref="BookId"/> alone.</summary>
    public bool IsOneBook;

    public uint BookId;

    /// <summary>Of this side; None for both.</summary>
    public Side Side;

    /// <summary>The account is gone: only orders with <see cref="OrderConditions.CancelOnDisconnect"/>, and that is their reason.</summary>
    public bool IsDisconnect;
}
