<?php
// A page cache in PHP as WP Super Cache and its like have it ("simple" mode), and no more than its quick half: whoever
// asks first has the page made, and kept whole and compressed in a file; everybody after is sent that file before
// WordPress and its database are loaded. No page is ever taken away again, which a real one has to see to as well.

$kept = WP_CONTENT_DIR . '/cache/' . md5($_SERVER['HTTP_HOST'] . $_SERVER['REQUEST_URI']) . '.gz';

if ($_SERVER['REQUEST_METHOD'] === 'GET' && !$_COOKIE && str_contains($_SERVER['HTTP_ACCEPT_ENCODING'] ?? '', 'gzip')) {
    if (is_file($kept)) {
        header('Content-Type: text/html; charset=UTF-8');
        header('Content-Encoding: gzip');
        header('Content-Length: ' . filesize($kept));
        header('Vary: Accept-Encoding, Cookie');
        header('X-Cache: HIT');
        readfile($kept);
        exit;
    }
    ob_start(function ($page) use ($kept) {
        if (http_response_code() === 200) {
            $new = $kept . '.' . getmypid();
            file_put_contents($new, gzencode($page, 9));
            rename($new, $kept);
        }
        return $page;
    });
}
