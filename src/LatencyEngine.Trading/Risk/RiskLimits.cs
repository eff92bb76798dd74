using System.Numerics;
using System.Runtime.CompilerServices;
using LatencyEngine.Domain;
using LatencyEngine.Trading.Hashing;

namespace LatencyEngine.Trading.Risk;

/// <summary>
/// Every limit of every scope, by the scope's row and the kind. The risk stage's thread.
/// </summary>
/// <remarks>
/// <b>Cost.</b> A row has a bit for each limit that is set. An order joins the bits of its four rows once; a check
/// whose bit is not among them costs one test.
/// </remarks>
public sealed class RiskLimits
{
    public const int KindEnd = (int)LimitKind.AvailableCapitalMin + 1;

    private readonly long[] _values;
    private readonly uint[] _present;
    private readonly int _capacity;

    /// <param name="rows">Scopes.</param>
    /// <param name="capacity">Most limits set at one time.</param>
    public RiskLimits(int rows, int capacity)
    {
        _values = new long[rows * KindEnd];
        _present = new uint[rows];
        _capacity = capacity;
    }

    /// <summary>Limits set now.</summary>
    public int Count { get; private set; }

    /// <summary>The kinds that a row has limits for, one bit each.</summary>
    public uint KindsOf(int row) => row == ScopeRows.None ? 0 : _present[row];

    /// <summary>The kinds that any scope of an order has limits for.</summary>
    public uint KindsOf(in ScopeRows rows) =>
        KindsOf(rows[0]) | KindsOf(rows[1]) | KindsOf(rows[2]) | KindsOf(rows[3]);

    public static uint BitOf(LimitKind kind) => 1u << (int)kind;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryGet(int row, LimitKind kind, out long value)
    {
        value = 0;
        if (row == ScopeRows.None || (_present[row] & BitOf(kind)) == 0) return false;
        value = _values[(row * KindEnd) + (int)kind];
        return true;
    }

    /// <returns><c>false</c>, and nothing changes, when all places are taken.</returns>
    public bool TrySet(int row, LimitKind kind, long value)
    {
        if ((_present[row] & BitOf(kind)) == 0)
        {
            if (Count == _capacity) return false;
            Count++;
        }

        _present[row] |= BitOf(kind);
        _values[(row * KindEnd) + (int)kind] = value;
        return true;
    }

    /// <returns><c>false</c> when there was none.</returns>
    public bool Remove(int row, LimitKind kind)
    {
        if ((_present[row] & BitOf(kind)) == 0) return false;
        _present[row] &= ~BitOf(kind);
        Count--;
        return true;
    }

    public void AddTo(ref StateHash hash)
    {
        for (var row = 0; row < _present.Length; row++)
        {
            var bits = _present[row];
            if (bits == 0) continue;
            hash.Add(((ulong)row << 32) | bits);
            for (; bits != 0; bits &= bits - 1)
                hash.Add(_values[(row * KindEnd) + BitOperations.TrailingZeroCount(bits)]);
        }
    }
}
