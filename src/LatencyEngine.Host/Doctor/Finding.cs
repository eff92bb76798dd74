using System.Text.Json.Nodes;

namespace LatencyEngine.Host.Doctor;

/// <summary>
/// The answer to one probe's question. Immutable by convention: nobody changes the facts once reported.
/// </summary>
/// <param name="Status">What it means.</param>
/// <param name="Text">The answer in plain words, one sentence or two, without a line break.</param>
/// <param name="Change">The exact command or setting that improves it, or <c>null</c> where there is
/// none.</param>
public sealed record Finding(FindingStatus Status, string Text, string? Change = null)
{
    /// <summary>
    /// What was read or measured: camelCase names that never change their meaning, units in the name.
    /// </summary>
    public JsonObject Facts { get; init; } = [];

    public static Finding Ok(string text) => new(FindingStatus.Ok, text);

    public static Finding Advice(string text, string? change = null) =>
        new(FindingStatus.Advice, text, change);

    public static Finding Warning(string text, string? change = null) =>
        new(FindingStatus.Warning, text, change);

    /// <param name="why">Why the host does not say.</param>
    public static Finding Unknown(string why) => new(FindingStatus.Unknown, why);
}
