namespace LatencyEngine.Host.Configuration.Layers;

/// <summary>Where a value was given. A value; any thread.</summary>
/// <param name="Source">The file as it was named, or the environment variable; empty otherwise.</param>
/// <param name="Line">From 1; 0 where there are no lines.</param>
/// <param name="Column">In characters from 1; 0 where there are no lines.</param>
public readonly record struct Origin(OriginKind Kind, string Source = "", int Line = 0, int Column = 0)
{
    public static readonly Origin Default = new(OriginKind.Default);

    public static readonly Origin CommandLine = new(OriginKind.CommandLine);

    public override string ToString() => Kind switch
    {
        OriginKind.File => Line > 0 ? $"{Source}:{Line}:{Column}" : Source,
        OriginKind.Environment => $"environment variable {Source}",
        OriginKind.CommandLine => "--set",
        _ => "default",
    };
}
