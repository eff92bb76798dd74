namespace LatencyEngine.Multicast.Channels;

/// <summary>Which receivers a publication waits for.</summary>
internal enum FlowControlKind
{
    /// <summary>As usual for the kind of channel.</summary>
    Default = 0,

    /// <summary>For the fastest only.</summary>
    Max = 1,

    /// <summary>For the slowest.</summary>
    Min = 2,

    /// <summary>For the slowest of those that carry the group's tag.</summary>
    Tagged = 3,
}

/// <summary>What <c>fc=</c> asks for: <c>max</c>, <c>min,g:/2,t:5s</c> or <c>tagged,g:77/2,rrwm:4</c>.</summary>
internal readonly record struct FlowControlSpec
{
    private const int GroupSizeMax = 1024;
    private const int RetransmitWindowsMax = 1024;
    private const string Key = "fc";
    private const string Expected =
        "max, min[,g:/receivers][,t:time] or tagged,g:tag[/receivers][,t:time], each with [,rrwm:windows] or without";

    public FlowControlSpec()
    {
    }

    public FlowControlKind Kind { get; init; }

    /// <summary>Carried by the receivers that count; of <see cref="FlowControlKind.Tagged"/> only.</summary>
    public long GroupTag { get; init; }

    /// <summary>Not connected with fewer receivers than this.</summary>
    public int GroupSizeMin { get; init; }

    /// <summary>A receiver silent for so long no longer counts.</summary>
    public long ReceiverTimeoutNanos { get; init; } = 5_000_000_000;

    /// <summary>The most that one NAK brings back, in receiver windows; <c>null</c> for what is usual.</summary>
    public int? RetransmitWindows { get; init; }

    public static FlowControlSpec Read(ChannelUri uri)
    {
        if (uri[Key] is not { } text) return new FlowControlSpec();
        var parts = text.Split(',');
        var spec = new FlowControlSpec { Kind = KindOf(uri, parts[0]) };
        var seen = "";
        foreach (var part in parts.AsSpan(1))
        {
            var name = part.Split(':')[0];
            if (seen.Contains($",{name},", StringComparison.Ordinal)) throw uri.Refuse(Key, $"'{name}:' once in {Expected}");
            seen += $",{name},";
            spec = With(uri, spec, part);
        }
        if (spec.Kind == FlowControlKind.Tagged && !seen.Contains(",g,", StringComparison.Ordinal))
            throw uri.Refuse(Key, Expected);
        return spec;
    }

    private static FlowControlKind KindOf(ChannelUri uri, string name) =>
        name switch
        {
            "max" => FlowControlKind.Max,
            "min" => FlowControlKind.Min,
            "tagged" => FlowControlKind.Tagged,
            _ => throw uri.Refuse(Key, Expected),
        };

    private static FlowControlSpec With(ChannelUri uri, FlowControlSpec spec, string part)
    {
        var isMax = spec.Kind == FlowControlKind.Max;
        if (part.StartsWith("g:", StringComparison.Ordinal) && !isMax) return WithGroup(uri, spec, part[2..]);
        if (part.StartsWith("t:", StringComparison.Ordinal) && !isMax
            && ChannelValues.TryNanos(part[2..], out var nanos) && nanos > 0)
            return spec with { ReceiverTimeoutNanos = nanos };
        if (part.StartsWith("rrwm:", StringComparison.Ordinal)
            && ChannelValues.TryCount(part[5..], (1, RetransmitWindowsMax), out var windows))
            return spec with { RetransmitWindows = windows };
        throw uri.Refuse(Key, $"{Expected}; '{part}' is none of them");
    }

    private static FlowControlSpec WithGroup(ChannelUri uri, FlowControlSpec spec, string text)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        var tag = slash < 0 ? text : text[..slash];
        var count = 0;
        if (slash >= 0 && !ChannelValues.TryCount(text[(slash + 1)..], (0, GroupSizeMax), out count))
            throw uri.Refuse(Key, $"a number of receivers from 0 to {GroupSizeMax} behind the slash of 'g:{text}'");
        if (spec.Kind == FlowControlKind.Min && tag.Length == 0 && slash >= 0) return spec with { GroupSizeMin = count };
        if (spec.Kind == FlowControlKind.Tagged && ChannelValues.TryLong(tag, out var number))
            return spec with { GroupTag = number, GroupSizeMin = count };
        throw uri.Refuse(Key, $"{Expected}; 'g:{text}' is none of them");
    }
}
