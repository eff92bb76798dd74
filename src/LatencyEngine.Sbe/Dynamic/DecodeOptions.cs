namespace LatencyEngine.Sbe.Dynamic;

/// <summary>How decoded values are written as JSON.</summary>
/// <param name="IncludeRaw">Beside every set <c>name</c>, its bits as the number <c>nameRaw</c>.</param>
public readonly record struct DecodeOptions(bool IncludeRaw = false);
