using System.Globalization;
using System.Numerics;
using System.Text;

namespace LatencyEngine.Runtime.Threads;

/// <summary>
/// An immutable set of logical cores, in the notation of the Linux kernel (<c>0-3,8,10-11</c>). Any thread.
/// </summary>
[ColdPath("threads are placed before the first event")]
public sealed class CoreSet : IEquatable<CoreSet>
{
    /// <summary>Cores are numbered from 0 to below this, as in glibc's <c>cpu_set_t</c>.</summary>
    public const int MaxCores = 1024;

    internal const int BitsPerWord = 64;
    internal const int WordCount = MaxCores / BitsPerWord;

    private readonly ulong[] _words;

    internal CoreSet(ReadOnlySpan<ulong> words)
    {
        _words = new ulong[WordCount];
        words.CopyTo(_words);
    }

    public static CoreSet Empty { get; } = new([]);

    public int Count
    {
        get
        {
            var count = 0;
            foreach (var word in _words) count += BitOperations.PopCount(word);
            return count;
        }
    }

    internal ReadOnlySpan<ulong> Words => _words;

    public static CoreSet Of(params ReadOnlySpan<int> cores)
    {
        Span<ulong> words = stackalloc ulong[WordCount];
        words.Clear();
        foreach (var core in cores) Add(words, core);
        return new CoreSet(words);
    }

    /// <summary>Reads the kernel's list notation. Empty text is the empty set; anything unreadable answers <c>false</c>.</summary>
    public static bool TryParse(string text, out CoreSet cores)
    {
        cores = Empty;
        Span<ulong> words = stackalloc ulong[WordCount];
        words.Clear();
        foreach (var part in text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            if (!TryAddRange(words, part)) return false;
        cores = new CoreSet(words);
        return true;
    }

    public bool Contains(int core) =>
        (uint)core < MaxCores && (_words[core / BitsPerWord] & (1UL << (core % BitsPerWord))) != 0;

    public bool IsSubsetOf(CoreSet other)
    {
        for (var i = 0; i < WordCount; i++)
            if ((_words[i] & ~other._words[i]) != 0) return false;
        return true;
    }

    /// <summary>The members in ascending order.</summary>
    public int[] ToArray()
    {
        var cores = new int[Count];
        var next = 0;
        for (var core = 0; core < MaxCores; core++)
            if (Contains(core)) cores[next++] = core;
        return cores;
    }

    public bool Equals(CoreSet? other) => other is not null && _words.AsSpan().SequenceEqual(other._words);

    public override bool Equals(object? obj) => Equals(obj as CoreSet);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var word in _words) hash.Add(word);
        return hash.ToHashCode();
    }

    public override string ToString()
    {
        var text = new StringBuilder();
        for (var core = 0; core < MaxCores; core++)
        {
            if (!Contains(core)) continue;
            var last = core;
            while (Contains(last + 1)) last++;
            if (text.Length > 0) text.Append(',');
            text.Append(CultureInfo.InvariantCulture, $"{core}");
            if (last > core) text.Append(CultureInfo.InvariantCulture, $"-{last}");
            core = last;
        }
        return text.ToString();
    }

    private static bool TryAddRange(Span<ulong> words, string part)
    {
        var dash = part.IndexOf('-', StringComparison.Ordinal);
        if (!TryParseCore(dash < 0 ? part : part[..dash], out var first)) return false;
        if (!TryParseCore(dash < 0 ? part : part[(dash + 1)..], out var last)) return false;
        if (last < first) return false;
        for (var core = first; core <= last; core++) Add(words, core);
        return true;
    }

    private static bool TryParseCore(string text, out int core) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out core) && core < MaxCores;

    private static void Add(Span<ulong> words, int core)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(core);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(core, MaxCores);
        words[core / BitsPerWord] |= 1UL << (core % BitsPerWord);
    }
}
