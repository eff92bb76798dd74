using System.Collections.Immutable;

namespace LatencyEngine.Host.Configuration.Layers;

/// <summary>One value of one layer, with its place: a scalar, a list, or a section of named values. Immutable.</summary>
public sealed class Node
{
    private Node(NodeKind kind, Origin origin) => (Kind, Origin) = (kind, origin);

    public NodeKind Kind { get; }

    public Origin Origin { get; }

    /// <summary>Of a scalar, unquoted; empty otherwise.</summary>
    public string Text { get; private init; } = "";

    public ImmutableArray<Member> Members { get; private init; } = [];

    public ImmutableArray<Node> Elements { get; private init; } = [];

    public bool IsScalar => Kind is not (NodeKind.Section or NodeKind.List);

    public static Node Scalar(NodeKind kind, string text, Origin origin = default) => new(kind, origin) { Text = text };

    public static Node Section(IEnumerable<Member> members, Origin origin = default) =>
        new(NodeKind.Section, origin) { Members = [.. members] };

    public static Node List(IEnumerable<Node> elements, Origin origin = default) =>
        new(NodeKind.List, origin) { Elements = [.. elements] };

    /// <summary>As a complaint shows it.</summary>
    public string Describe() => Kind switch
    {
        NodeKind.Section => "a section",
        NodeKind.List => "a list",
        NodeKind.Text => $"the text \"{Text}\"",
        _ => $"'{Text}'",
    };
}
