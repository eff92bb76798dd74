namespace LatencyEngine.Trading.Risk;

/// <summary>
/// What was approved in the input in hand and is not in the tables of the matching stage yet. The risk stage's
/// thread.
/// </summary>
public sealed class Approvals
{
    private readonly Approval[] _items;
    private readonly long[] _holds;
    private readonly int[] _heldIn;
    private readonly int _currencies;
    private int _heldCount;

    /// <param name="capacity">Most approvals in one input.</param>
    /// <param name="owners">Rows of owners.</param>
    /// <param name="currencies">Most currencies.</param>
    public Approvals(int capacity, int owners, int currencies)
    {
        _items = new Approval[capacity];
        _holds = new long[owners * currencies];
        _heldIn = new int[capacity];
        _currencies = currencies;
    }

    public ReadOnlySpan<Approval> Items => _items.AsSpan(0, Count);

    public int Count { get; private set; }

    /// <summary>New orders among them.</summary>
    public int NewOrders { get; private set; }

    public bool IsFull => Count == _items.Length;

    /// <summary>Money of an account that orders approved in this input will hold.</summary>
    public long HeldOf(int accountRow, int currency) => _holds[(accountRow * _currencies) + currency];

    public void Add(in Approval approval, int accountRow, int currency, long hold)
    {
        _items[Count++] = approval;
        if (approval.IsNew) NewOrders++;
        if (hold <= 0) return;
        var index = (accountRow * _currencies) + currency;
        _holds[index] = Worth.Clamp((Int128)_holds[index] + hold);
        _heldIn[_heldCount++] = index;
    }

    public void Clear()
    {
        for (var i = 0; i < _heldCount; i++) _holds[_heldIn[i]] = 0;
        _heldCount = 0;
        Count = 0;
        NewOrders = 0;
    }
}
