namespace LatencyEngine.Sbe.Generation;

/// <summary>
/// One generated file: a name without folder that ends in <c>.g.cs</c>, and all of its text.
/// </summary>
public sealed record GeneratedFile(string FileName, string Source);
