using System.Buffers;

namespace Redoubt.Waf;

/// <summary>Finds PHP: its tags, superglobals and stream wrappers, and calls that run, read or load something.</summary>
static class PhpCode
{
    static readonly SearchValues<string> Certain = SearchValues.Create(
        [
            "<?php", "<?=", "$_get[", "$_post[", "$_request[", "$_server[", "$_cookie[", "$_files[", "$_session[", "$_env[", "$globals[", "$_get ", "$_post ", "${_get", "${_post",
            "php://", "phar://", "expect://", "zip://", "glob://", "ssh2://", "compress.zlib://", "compress.bzip2://",
            "auto_prepend_file", "allow_url_include", "disable_functions", "open_basedir", "{@print(", "${@print", "${@eval",
        ],
        StringComparison.OrdinalIgnoreCase);

    static readonly FunctionCalls Calls = new(
        """
        shell_exec passthru proc_open pcntl_exec popen phpinfo phpversion php_uname call_user_func call_user_func_array create_function file_get_contents file_put_contents
        fsockopen pfsockopen readfile show_source highlight_file base64_decode gzinflate gzuncompress str_rot13 move_uploaded_file ini_set ini_get set_time_limit
        scandir opendir var_dump print_r assert_options preg_replace_callback array_map array_filter register_shutdown_function
        unserialize proc_nice posix_getpwuid posix_getuid getallheaders fputs fwrite curl_exec curl_init parse_ini_file symlink
        """,
        """
        system exec eval assert print printf echo sleep usleep md5 sha1 chr ord include include_once require require_once die exit fopen unlink copy rename file
        """);

    public static bool IsIn(ReadOnlySpan<char> text) => text.ContainsAny(Certain) || Calls.IsIn(text);
}
