namespace LatencyEngine.Multicast.Channels;

/// <summary>
/// A channel as its user writes it: <c>aeron:udp?key=value|key=value</c>, taken apart but not yet understood. Keys that
/// nobody here knows are kept and do no harm, as between Aeron's own versions. Does not change; any thread.
/// </summary>
internal sealed class ChannelUri
{
    public const int LengthCharactersMax = 4095;

    private const string Scheme = "aeron:";
    private const string SpyPrefix = "aeron-spy:";
    private const string Udp = "udp";

    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);

    private ChannelUri(string text, bool isSpy)
    {
        Text = text;
        IsSpy = isSpy;
    }

    /// <summary>What was parsed, unchanged.</summary>
    public string Text { get; }

    /// <summary>Reads what this process publishes, without a socket.</summary>
    public bool IsSpy { get; }

    public string Media { get; private set; } = "";

    /// <summary>The value of a key, or <c>null</c> where it does not occur.</summary>
    public string? this[string key] => _values.GetValueOrDefault(key);

    /// <exception cref="ChannelException">It is no channel, or none that is carried here.</exception>
    public static ChannelUri Parse(string text)
    {
        if (text.Length > LengthCharactersMax)
            throw new ChannelException(
                $"channel of {text.Length} characters, '{text[..40]}…': expected at most {LengthCharactersMax}");
        var isSpy = text.StartsWith(SpyPrefix, StringComparison.Ordinal);
        var uri = new ChannelUri(text, isSpy);
        uri.ReadMedia(isSpy ? text[SpyPrefix.Length..] : text);
        return uri;
    }

    /// <summary>What to throw where the value of a key cannot be used.</summary>
    public ChannelException Refuse(string key, string expected) =>
        this[key] is { } value
            ? Refuse($"{key}={value}: expected {expected}")
            : Refuse($"{key} is missing: expected {expected}");

    /// <summary>What to throw where something else than one value is wrong.</summary>
    public ChannelException Refuse(string what) => new($"channel '{Text}': {what}");

    private void ReadMedia(string text)
    {
        if (!text.StartsWith(Scheme, StringComparison.Ordinal))
            throw Refuse($"expected it to begin with '{Scheme}' or '{SpyPrefix}{Scheme}'");
        var rest = text[Scheme.Length..];
        var mark = rest.IndexOf('?', StringComparison.Ordinal);
        Media = mark < 0 ? rest : rest[..mark];
        CheckMedia();
        if (mark >= 0) ReadValues(rest[(mark + 1)..]);
    }

    private void CheckMedia()
    {
        if (Media == "ipc")
            throw Refuse("media=ipc: expected udp, the only one carried here; aeron-spy:aeron:udp reads in-process");
        if (Media != Udp) throw Refuse($"media={Media}: expected {Udp}");
    }

    private void ReadValues(string text)
    {
        foreach (var pair in text.Split('|'))
        {
            var equals = pair.IndexOf('=', StringComparison.Ordinal);
            if (equals == 0 || pair.Length == 0) throw Refuse($"'{pair}' has no key: expected key=value");
            if (equals < 0 || equals == pair.Length - 1) throw Refuse($"'{pair}' has no value: expected key=value");
            var key = pair[..equals];
            if (!_values.TryAdd(key, pair[(equals + 1)..])) throw Refuse($"{key}: expected once, found again in '{pair}'");
        }
    }
}
