namespace LatencyEngine.Host.Ctl;

/// <summary>The words of a command make no command; the message says what was found and what was expected.</summary>
internal sealed class CtlException(string message) : Exception(message);
