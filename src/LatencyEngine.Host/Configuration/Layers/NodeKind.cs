namespace LatencyEngine.Host.Configuration.Layers;

/// <summary>What a node of a layer is. Words are untyped text, as variables and the command line give it.</summary>
public enum NodeKind
{
    Section,
    List,
    Text,
    Number,
    True,
    False,
    Null,
    Word,
}
