namespace Tessera.Storage.Hdfs;

/// <summary>Why a request failed, as far as it decides what is done about it.</summary>
enum FailureCause
{
    /// <summary>The name node did not answer: the other is asked, or the same again.</summary>
    NameNodeSilent,

    /// <summary>The name node is the standby of a pair: the other is asked.</summary>
    Standby,

    /// <summary>The name node has just been started, or is in safe mode: it is waited for.</summary>
    SafeMode,

    /// <summary>A data node did not answer, or broke off: it is avoided.</summary>
    DataNodeLost,

    /// <summary>Anything else that may pass, such as a block that is being recovered.</summary>
    Passing,

    /// <summary>There is no such file or folder.</summary>
    NotFound,

    /// <summary>There is a file already.</summary>
    AlreadyThere,

    /// <summary>A read that begins at the end of the file or behind it.</summary>
    BehindEnd,

    /// <summary>What no retry mends, such as missing permission or a full quota.</summary>
    Refused,

    /// <summary>What was asked for is wrong, such as a name that HDFS does not allow.</summary>
    Wrong,
}
