namespace LatencyEngine.Host.Sbe;

/// <summary>An input of a verb was refused; the message names it and what was expected.</summary>
internal sealed class InputRefusedException(string message) : Exception(message);
