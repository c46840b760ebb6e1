namespace Tamma.Simulator.Mcp;

/// <summary>What goes wrong with a tool server.</summary>
internal enum McpFault
{
    None,

    /// <summary>The tool is neither listed nor known.</summary>
    NoTool,

    /// <summary>The call fails, and says so as tools do.</summary>
    Error,

    /// <summary>The call gives plain words where JSON belongs.</summary>
    NotJson,

    /// <summary>The call is never answered.</summary>
    Hang,

    /// <summary>The process ends on the call, with code 1.</summary>
    Exit,

    /// <summary>Nothing is answered for a while, as when packages are fetched first.</summary>
    SlowStart,
}
